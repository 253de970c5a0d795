namespace Vitrine.Index.Tests.Queries;

/// <summary>The library alone, as docs/index.md shows it.</summary>
public sealed class DocumentedSampleTests
{
    [Fact]
    public void Sample_FromItemsToAnswers_Runs()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("shirts");
        var output = new StringWriter();

        // docs/index.md shows these lines.
        var schema = new IndexSchema([64], VectorDimensions: 3)
        {
            Fields = [new("colour", FieldKind.Keyword), new("sizes", FieldKind.Keywords), new("price", FieldKind.Number), new("category", FieldKind.Path)],
            HasGroups = true,
        };
        using (var writer = IndexWriter.Create(folder, schema))
        {
            writer.Put(new IndexItem("red-shirt")
            {
                Code = new ulong[] { 0b1011 },
                Vector = new float[] { 1, 0, 0 },
                Group = "shirt",
                Fields = { ["colour"] = "red", ["sizes"] = new[] { "M", "L" }, ["price"] = 19.5, ["category"] = new[] { "men", "shirts" } },
            });
            writer.Put(new IndexItem("blue-shirt")
            {
                Code = new ulong[] { 0b1010 },
                Vector = new float[] { 0, 1, 0 },
                Group = "shirt",
                Fields = { ["colour"] = "blue", ["price"] = 24, ["category"] = new[] { "men", "shirts" } },
            });
            writer.Commit();
        }

        using var snapshot = IndexSnapshot.Open(folder);
        var query = new IndexQuery
        {
            Vector = new float[] { 1, 1, 0 },
            Filter = Filter.Branch("category", "men") & Filter.Range("price", to: 30) & !Filter.Equal("colour", "green"),
            Facets = [new("category"), new("colour"), new("category", CountsGroups: true)],
        };
        var answer = snapshot.Search(query);
        foreach (var hit in answer.Hits)
            output.WriteLine($"{hit.Id} of {hit.Group}: {hit.Score}"); // blue-shirt of shirt: 1, red-shirt of shirt: 1
        foreach (var count in answer.Facets[0])
            output.WriteLine($"{count.Value}: {count.Count}"); // men: 2, men > shirts: 2
        output.Write(snapshot.Explain(query)); // segment of 2 items: 2 pass; …
        // To here.

        Assert.StartsWith("blue-shirt of shirt: 1\nred-shirt of shirt: 1\nmen: 2\nmen > shirts: 2\nsegment of 2 items: 2 pass; ", output.ToString().ReplaceLineEndings("\n"));
        Assert.Equal([1L, 1L], answer.Facets[2].Select(count => count.Count));
    }

    [Fact]
    public void Document_ItsSample_IsTheLinesThatRun()
    {
        var root = RepositoryFolder.FullName;
        var source = File.ReadAllText(Path.Combine(root, "tests", "Vitrine.Index.Tests", "Queries", "DocumentedSampleTests.cs")).ReplaceLineEndings("\n");
        const string Start = "// docs/index.md shows these lines.\n", End = "        // To here.";
        var from = source.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var lines = source[from..source.IndexOf(End, StringComparison.Ordinal)].Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line);
        Assert.Contains(string.Join('\n', lines).Trim(), File.ReadAllText(Path.Combine(root, "docs", "index.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
