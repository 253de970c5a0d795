using System.Xml.Linq;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Evaluation;
using Vitrine.Search;
using Vitrine.Workbench.Charts;
using Vitrine.Workbench.Comparing;
using Vitrine.Workbench.Hashing;
using Vitrine.Workbench.Measuring;
using Vitrine.Workbench.Tests.Hashing;

namespace Vitrine.Workbench.Tests.Comparing;

[Collection(CodeShopCollection.Name)]
public sealed class RunComparisonTests(CodeShop shop) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Recording_OfAModel_HasTheFiguresOfItsEvaluation()
    {
        var run = RunRecording.Run(shop.Path, CodeShop.Model, new RunRequest { By = SearchBy.Codes, WritesTrec = true, Threads = 1 }, folder.File("run"));
        var evaluated = Evaluating.Run(shop.Path, CodeShop.Model, new EvaluationRequest(Evaluating.Category) { Threads = 1 });
        foreach (var (found, expected) in run.Directions.Zip(evaluated.Directions))
        {
            Assert.Equal(expected.Queries, found.Queries.Count);
            foreach (var metric in new[] { "map", "map-layer-1", "map-layer-2", "p@10", "tree-distance@10" })
                Assert.Equal(expected.Measures.Single(measure => measure.Name == metric).Value.Value, found.Measures[metric].Average(), 7);
            Assert.Equal(expected.Measures.Single(measure => measure.Name == "p@100").Value.Value, found.PrecisionAtRank.Single(point => point.At == 100).Value, 7);
            Assert.InRange(found.PrecisionAtRecall[^1].Value, 0, found.PrecisionAtRecall[0].Value);
        }

        // Other software that reads the files sees the same order: here by the judgements of the first ten.
        var (trec, qrels) = (TrecRun.Read(folder.File("run/text-to-image.run.gz")), TrecQrels.Read(folder.File("run/text-to-image.qrels.gz")));
        Assert.Equal(run.Directions[0].Queries, trec.Queries);
        Assert.Equal(run.Directions[0].Queries.Count, qrels.Queries.Count());
        var first = run.Directions[0].Queries.Average(query => trec.Hits(query).Take(10).Count(hit => qrels.Grades(query).ContainsKey(hit.DocumentId)) / 10.0);
        Assert.Equal(run.Directions[0].Measures["p@10"].Average(), first, 0.03); // one order of the ties, not their expectation
        Assert.Equal(run.Values("map"), RetrievalRun.Read(folder.File("run")).Values("map"));
    }

    [Fact]
    public void Comparison_OfPlainAndWeightedCodes_TestsThemQueryByQuery()
    {
        RunRecording.Run(shop.Path, CodeShop.Model, new RunRequest { By = SearchBy.Codes }, folder.File("plain"));
        RunRecording.Run(shop.Path, CodeShop.Model, new RunRequest { IsWeighted = true }, folder.File("weighted"));
        var comparison = RunComparison.Read([folder.File("plain"), folder.File("weighted")]);
        Assert.Equal(["hichnet-24", "hichnet-24-weighted"], comparison.Runs.Select(run => run.Label));
        var (plain, weighted) = (comparison.Runs[0].Values("map")!, comparison.Runs[1].Values("map")!);
        var test = comparison.Tests().Single(one => one.Metric == "map");
        Assert.Equal(weighted.Average() - plain.Average(), test.Difference, 9);
        Assert.Equal(RandomisationTest.Compare(weighted, plain).PValue, test.PValue);
        Assert.Equal(WeightedCategoryTask.Run(shop.Path, CodeShop.Model, new EvaluationRequest(WeightedCategoryTask.Name)).Metrics()["hichnet-24/category/mean/map-weighted"],
            comparison.Runs[1].Directions.Average(direction => direction.Measures["map"].Average()), 7);
        var gains = comparison.Gains();
        Assert.Equal(gains.OrderByDescending(gain => gain.Gain), gains);
        Assert.Equal(plain.Count, gains.Sum(gain => gain.Queries));
        Assert.Equal(test.Difference, gains.Sum(gain => gain.Gain * gain.Queries) / plain.Count, 9);

        var files = RunCharts.Write(comparison, folder.File("charts"));
        Assert.Equal(4, files.Count); // of one length of codes there is no curve over lengths
        foreach (var file in files)
        {
            if (file.EndsWith(".png", StringComparison.Ordinal))
                Assert.Equal((720, 440), (ImageHeader.Read(File.ReadAllBytes(file)).Width, ImageHeader.Read(File.ReadAllBytes(file)).Height));
            else
                Assert.Contains(XDocument.Load(file).Descendants(), element => element.Value == "hichnet-24-weighted");
        }
    }

    [Fact]
    public void Charts_OfRunsOfSeveralLengths_DrawMapOverBits()
    {
        var comparison = RunComparison.Read([Written("a-16", 0.5), Written("a-64", 0.7), Written("b-16", 0.4), Written("b-64-weighted", 0.9)]);
        var chart = RunCharts.Of(comparison)["map-by-bits"];
        var line = Assert.Single(chart.Lines); // b has one length of each kind
        Assert.Equal("a", line.Label);
        Assert.Equal([(16, 0.5), (64, 0.7)], line.Points);
    }

    [Fact]
    public void Comparison_OfRunsThatDoNotFit_IsRefusedInASentence()
    {
        Assert.Contains("two runs", Refused([Written("a-16", 0.5)]), StringComparison.Ordinal);
        Assert.Contains("asked different queries", Refused([Written("a-16", 0.5), Written("a-32", 0.5, query: "other")]), StringComparison.Ordinal);
        Assert.Contains("on split other", Refused([Written("a-16", 0.5), Written("a-64", 0.5, split: "other")]), StringComparison.Ordinal);
        Assert.Contains("is no run", Refused([Written("a-16", 0.5), folder.File("nothing")]), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder.File("torn")).FullName, "run.json"), "{\"label\":");
        Assert.Contains("expected a run", Assert.Throws<BadDataException>(() => RunComparison.Read([Written("a-16", 0.5), folder.File("torn")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chart_OfOnePoint_IsWellFormed()
    {
        var svg = new LineChart("<one> & only", "x", "y", [new ChartLine("a<b", [(8, 0.5)])], IsLogarithmic: true).ToSvg();
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.Equal("<one> & only", XDocument.Parse(svg).Root!.Elements().First().Value);
    }

    private static string Refused(string[] runs) => Assert.Throws<UsageException>(() => RunComparison.Read(runs)).Message;

    private string Written(string label, double map, string query = "q", string split = "s")
    {
        CurvePoint[] curve = [new(0.5, map), new(1, map / 2)];
        RunDirection Direction(string name) => new(name, [query, "r"], ["A", "B"], new Dictionary<string, IReadOnlyList<double>> { ["map"] = [map, map] }, curve, curve);
        new RetrievalRun(label, "category", "codes", "a protocol", split, [Direction("text-to-image"), Direction("image-to-text")]).Write(folder.File(label));
        return folder.File(label);
    }
}
