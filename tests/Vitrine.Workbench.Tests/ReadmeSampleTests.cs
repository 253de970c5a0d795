using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Workbench.Experiments;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests;

/// <summary>The library from a C# program, as the README shows it.</summary>
public sealed class ReadmeSampleTests
{
    [Fact]
    public void Sample_FromATableToFigures_Runs()
    {
        using var folder = new TemporaryFolder();
        var (files, shop) = (folder.File("my-shop"), folder.File("shop.vitrine"));
        Synthesising.IntoFolder(files, ShopGenerator.Generate(new ShopOptions(Products: 300, Seed: 3)));
        var output = new StringWriter();

        // The README shows these lines.
        Importing.Run(new ImportOptions
        {
            Table = $"{files}/products.csv",
            Images = $"{files}/images",
            Out = shop,
            Id = "id",
            Title = ["title"],
            Category = ["department", "group", "type"],
        });
        var model = Training.Run(shop, "hichnet", new TrainingRequest("quick") { Bits = 32, Epochs = 5 });
        Indexing.Run(shop, model);
        using var search = ProductSearch.Open(shop, model);
        foreach (var hit in search.ByText("red boots", 5))
            output.WriteLine($"{hit.Product.Id} {hit.Product.Title}: {hit.Nearness}");

        foreach (var (metric, value) in Evaluating.Run(shop, model, new EvaluationRequest(Evaluating.Pairs)).Metrics())
            output.WriteLine($"{metric}: {value:P2}");
        // To here.

        var lines = output.ToString().Trim().Split(Environment.NewLine);
        Assert.All(lines[..5], line => Assert.StartsWith("S00", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("hichnet-32/pairs/text-to-image/r@10: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Readme_ItsSample_IsTheLinesThatRun()
    {
        var root = Repository.Find().Root;
        var source = File.ReadAllText(Path.Combine(root, "tests", "Vitrine.Workbench.Tests", "ReadmeSampleTests.cs")).ReplaceLineEndings("\n");
        const string Start = "// The README shows these lines.\n", End = "        // To here.";
        var from = source.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var lines = source[from..source.IndexOf(End, StringComparison.Ordinal)].Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line);
        Assert.Contains(string.Join('\n', lines).Trim(), File.ReadAllText(Path.Combine(root, "README.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
