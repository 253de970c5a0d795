using Vitrine.Models;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public sealed class ExperimentSourcesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("src/Vitrine.Models/HiCHNet/HiCHNetTraining.cs", "hash")]
    [InlineData("src/Vitrine.Models/Hsl/HslNetwork.cs", "regions")]
    [InlineData("src/Vitrine.Models/Encoders/Small/SmallCnn.cs", "towers titles")]
    [InlineData("src/Vitrine.Models/Encoders/Texts/GruTextEncoder.cs", "regions towers titles")]
    [InlineData("src/Vitrine.Models/Encoders/Published/ImageNetworks.cs", "published regions")]
    [InlineData("src/Vitrine.Models/Encoders/Published/Networks/ResNet.cs", "published")]
    [InlineData("src/Vitrine.Onnx/Encoders/OnnxImageEncoder.cs", "published titles")]
    [InlineData("src/Vitrine.Models/Encoders/FeatureInputs.cs", "hash published regions towers titles")]
    [InlineData("src/Vitrine.Datasets/Shop/ShopGenerator.cs", "hash published regions towers titles")]
    [InlineData("src/Vitrine.Evaluation/Metrics/Ndcg.cs", "hash published regions towers titles")]
    [InlineData("src/Vitrine.Workbench/Measuring/RetrievalTask.cs", "hash published regions towers titles")]
    [InlineData("src/Vitrine.Catalogue/Photos/PhotoRowMaker.cs", "hash published regions towers titles")]
    [InlineData("src/Vitrine.Catalogue/Splits/SplitRule.cs", "")]
    [InlineData("src/Vitrine.Catalogue/Import/Rows/RowParser.cs", "")]
    [InlineData("src/Vitrine.Catalogue/Store/StoreWriter.cs", "")]
    [InlineData("src/Vitrine.Tensors/Kernels/Gemm.cs", "")]
    [InlineData("src/Vitrine.Cli/Verbs/SearchVerb.cs", "")]
    [InlineData("src/Vitrine.Models/HiCHNet/obj/Generated.cs", "")]
    [InlineData("docs/experiments.md", "")]
    public void Hash_OfAChangedFile_MakesExactlyItsExperimentsOld(string file, string old)
    {
        ExperimentRun[] runs =
        [
            new("hash", "hichnet"), new("published", "hichnet", ImageEncoder: "models/net"), new("regions", "hsl"), new("towers", "contrastive"),
            new("titles", "contrastive", TextEncoder: "minilm"),
        ];
        folder.Write(file, "before\n");
        var before = Array.ConvertAll(runs, HashOf);
        folder.Write(file, "after\n");
        var changed = runs.Where((run, i) => HashOf(run) != before[i]).Select(run => run.Label);
        var expected = old.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        if (old == "hash")
            expected.Add("published"); // the same method on a published network
        Assert.Equal(expected.Order(), changed.Order());
    }

    [Theory]
    [InlineData("src/Vitrine.Workbench/Measuring/ComposedTask.cs", false)]
    [InlineData("src/Vitrine.Workbench/Measuring/RetrievalTask.cs", true)]
    public void Hash_OfTheFilesOfOneTask_StandsForThoseWhoAskIt(string file, bool isOfPairs)
    {
        var composed = Asked(new("towers", "contrastive")) with { Tasks = ["composed"] };
        folder.Write(file, "before\n");
        var before = (ExperimentSources.Hash(new Repository(folder.FullName), composed), HashOf(new("towers", "contrastive")));
        folder.Write(file, "after\n");
        Assert.NotEqual(before.Item1, ExperimentSources.Hash(new Repository(folder.FullName), composed));
        Assert.Equal(isOfPairs, before.Item2 != HashOf(new("towers", "contrastive")));
    }

    [Theory]
    [InlineData("src/Vitrine.Catalogue/Photos/PhotoRowMaker.cs", false)]
    [InlineData("src/Vitrine.Search/Gallery.cs", false)]
    [InlineData("src/Vitrine.Workbench/LabelledPairs/PairItems.cs", true)]
    [InlineData("src/Vitrine.Catalogue/Text/WordTokenizer.cs", true)]
    public void Hash_OfPairs_StandsOnNoCatalogue(string file, bool isOld)
    {
        var pairs = Asked(new("hash", "hichnet")) with { Data = new ExperimentData(Pairs: []) };
        folder.Write(file, "before\n");
        var before = ExperimentSources.Hash(new Repository(folder.FullName), pairs);
        folder.Write(file, "after\n");
        Assert.Equal(isOld, before != ExperimentSources.Hash(new Repository(folder.FullName), pairs));
    }

    [Fact]
    public void Hash_OfOtherLineEnds_IsTheSame()
    {
        folder.Write("src/Vitrine.Models/HiCHNet/Loss.cs", "one\ntwo\n");
        var before = HashOf(new("hash", "hichnet"));
        folder.Write("src/Vitrine.Models/HiCHNet/Loss.cs", "one\r\ntwo\r\n");
        Assert.Equal(before, HashOf(new("hash", "hichnet")));
    }

    [Fact]
    public void Hash_OfAnotherQuestion_Differs()
    {
        Assert.NotEqual(HashOf(new("hash", "hichnet")), HashOf(new("hash", "hichnet", Bits: 32)));
        Assert.NotEqual(HashOf(new("hash", "hichnet")), ExperimentSources.Hash(new Repository(folder.FullName), Asked(new("hash", "hichnet")) with { Tasks = ["category"] }));
        Assert.NotEqual(HashOf(new("hash", "hichnet")), ExperimentSources.Hash(new Repository(folder.FullName), Asked(new("hash", "hichnet")) with { Shopper = new(["colour"], 10) }));
    }

    [Fact]
    public void HashOfTraining_OfTheSameTrainingForAnotherQuestion_IsTheSame()
    {
        ExperimentRun towers = new("towers", "contrastive"), changes = new("changes", "progressive", From: "towers");
        var experiment = Asked(towers) with { Runs = [towers, changes] };
        var asked = TrainingOf(experiment, changes);
        Assert.Equal(asked, TrainingOf(experiment with { Tasks = ["shopper"], Part = Catalogue.Part.Validation, Shopper = new(["colour"], 10), Runs = [new("hash", "hichnet"), towers, changes] }, changes));
        Assert.Equal(asked, TrainingOf(experiment, changes with { Label = "called-otherwise", Tasks = ["pairs"], By = Search.SearchBy.Vectors }));
        Assert.NotEqual(asked, TrainingOf(experiment, changes, seed: 2));
        Assert.NotEqual(asked, TrainingOf(experiment, changes, catalogue: "another"));
        Assert.NotEqual(asked, TrainingOf(experiment, changes with { Variant = "tirg" }));
        Assert.NotEqual(asked, TrainingOf(experiment with { Runs = [towers with { Epochs = 2 }, changes] }, changes));
        Assert.NotEqual(asked, TrainingOf(experiment with { Data = new ExperimentData(Synth: new SyntheticData(10, 2)) }, changes));
    }

    [Theory]
    [InlineData("src/Vitrine.Models/Contrastive/PixelTower.cs", true)]
    [InlineData("src/Vitrine.Workbench/Shopping/ShopperTask.cs", false)]
    public void HashOfTraining_OfAChangedFile_DiffersWhereTheTrainingReadsIt(string file, bool differs)
    {
        var experiment = Asked(new("towers", "contrastive")) with { Tasks = ["shopper"] };
        folder.Write(file, "before\n");
        var before = TrainingOf(experiment, experiment.Runs[0]);
        folder.Write(file, "after\n");
        Assert.Equal(differs, before != TrainingOf(experiment, experiment.Runs[0]));
    }

    [Theory]
    [InlineData("src/Vitrine.Search/Queries/ShopperQueries.cs")]
    [InlineData("src/Vitrine.Search/Words/Ranking/WordSignal.cs")]
    [InlineData("src/Vitrine.Workbench/Shopping/ShopperTask.cs")]
    public void Hash_OfTheSearchInWords_CountsForShoppersAlone(string file)
    {
        var (pairs, shoppers) = (Asked(new("hash", "hichnet")), Asked(new("hash", "hichnet")) with { Tasks = ["shopper"] });
        folder.Write("src/Vitrine.Search/Vitrine.Search.csproj", """<Project><ItemGroup><PackageReference Include="Stemmer" /></ItemGroup></Project>""");
        var before = Hashes("before\n", "1.0");
        Assert.Equal(before.Pairs, Hashes("after\n", "1.1").Pairs);
        Assert.NotEqual(before.Shoppers, Hashes("after\n", "1.0").Shoppers);
        Assert.NotEqual(before.Shoppers, Hashes("before\n", "1.1").Shoppers);

        (string Pairs, string Shoppers) Hashes(string source, string version)
        {
            folder.Write(file, source);
            folder.Write("Directory.Packages.props", $"""<Project><ItemGroup><PackageVersion Include="Stemmer" Version="{version}" /></ItemGroup></Project>""");
            return (ExperimentSources.Hash(new Repository(folder.FullName), pairs), ExperimentSources.Hash(new Repository(folder.FullName), shoppers));
        }
    }

    [Theory]
    [InlineData("NetVips", true)]
    [InlineData("NetVips.Native.linux-x64", true)]
    [InlineData("BenchmarkDotNet", false)]
    public void Hash_OfANewerPackage_DiffersWhereAnAssemblyRefersToIt(string package, bool isOld)
    {
        folder.Write("src/Vitrine.Catalogue/Vitrine.Catalogue.csproj",
            """<Project><ItemGroup><PackageReference Include="NetVips" /><PackageReference Include="NetVips.Native.$(Machine)" /></ItemGroup></Project>""");
        string[] hashes = [.. new[] { "1.0", "1.1" }.Select(version =>
        {
            folder.Write("Directory.Packages.props", $"""<Project><ItemGroup><PackageVersion Include="{package};Other" Version="{version}" /></ItemGroup></Project>""");
            return HashOf(new("hash", "hichnet"));
        })];
        Assert.Equal(isOld, hashes[0] != hashes[1]);
    }

    [Fact]
    public void Folders_OfEveryMethod_AreThere()
    {
        var checkout = Repository.Find();
        Assert.All([.. Methods.All.Select(method => method.Name), ExperimentRun.Shop], method => Assert.All(ExperimentSources.Folders(Asked(new("run", method, ImageEncoder: "models/net"))),
            name => Assert.True(Directory.Exists(Path.Combine(checkout.Root, "src", name.Replace("/*", ""))), name)));
    }

    public void Dispose() => folder.Dispose();

    private string TrainingOf(Experiment experiment, ExperimentRun run, int seed = 1, string catalogue = "one") =>
        ExperimentSources.HashOfTraining(new Repository(folder.FullName), experiment.Runs.Contains(run) ? experiment : experiment with { Runs = [experiment.Runs[0], run] }, run, seed, catalogue);

    private string HashOf(ExperimentRun run) => ExperimentSources.Hash(new Repository(folder.FullName), Asked(run));

    private static Experiment Asked(ExperimentRun run) =>
        new("asked", "", new ExperimentData(Synth: new SyntheticData(10, 1)), ["pairs"], [run], [1], [], "", 1, [], NotMeasured: "a test");
}
