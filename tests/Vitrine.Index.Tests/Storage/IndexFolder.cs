namespace Vitrine.Index.Tests.Storage;

/// <summary>A temporary index folder and small indexes in it.</summary>
internal sealed class IndexFolder : IDisposable
{
    public static readonly IndexSchema Schema = new([5, 7], 3, VectorFormat.Int8)
    {
        Parts = [new("cells", 2, 3, VectorFormat.Int8)],
        Fields = [new("colour", FieldKind.Keyword), new("sizes", FieldKind.Keywords), new("price", FieldKind.Number), new("added", FieldKind.Date), new("category", FieldKind.Path)],
        HasGroups = true,
    };

    public string Path { get; } = Directory.CreateTempSubdirectory("vitrine-index-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void CommitFirst()
    {
        using var writer = IndexWriter.Create(Path, Schema);
        writer.Properties["model"] = "hichnet 64 é";
        writer.Put(new IndexItem("b")
        {
            Row = 1,
            Code = new ulong[] { 0b11 },
            Vector = new float[] { 1, 0, 0 },
            Parts = [new float[] { 1, 0, 0, 1 }],
            Group = "shirt",
            Fields =
            {
                ["colour"] = "grün",
                ["sizes"] = new[] { "XL", "M" },
                ["price"] = -19.5,
                ["added"] = new DateOnly(2026, 11, 29),
                ["category"] = new[] { "men", "shirts" },
            },
        });
        writer.Put("a", 0, [0b11], [1, 0, 0], new float[] { 1, 1, 0, 0, 0, 2 });
        writer.Put("c", 2, [0b111], [0, 1, 0], Array.Empty<float>());
        writer.Put("f", 5, [0b1111], [-1, 0, 0], Array.Empty<float>());
        writer.Put("e", 4, [0b1111], [-1, 0, 0], Array.Empty<float>());
        writer.Commit();
    }

    public void CommitSecond()
    {
        using var writer = IndexWriter.Open(Path, Schema);
        writer.Put(new IndexItem("c")
        {
            Row = 2,
            Code = new ulong[] { 0b1 },
            Vector = new float[] { 0, 0, 1 },
            Parts = [new float[] { 2, 0 }],
            Group = "shirt",
            Fields = { ["price"] = 4, ["category"] = new[] { "men" } },
        });
        writer.Put("d", 3, [0b1], [0, 0, 1], Array.Empty<float>());
        writer.Delete("a");
        writer.Commit();
    }

    /// <summary>Five items, then a second commit that adds, replaces and deletes one.</summary>
    public void CommitTwice()
    {
        CommitFirst();
        CommitSecond();
    }

    /// <summary>Everything a reader can see, as text.</summary>
    public static string Describe(string folder)
    {
        using var snapshot = IndexSnapshot.Open(folder);
        var codes = snapshot.SearchCodes([0], 10).Select(m => $"{m.Id}:{m.Row}:{m.Distance}:{string.Join('+', m.LayerDistances)}");
        var vectors = snapshot.SearchVectors([1, 2, 3], 10).Select(m => $"{m.Id}:{m.Row}:{m.Score:F3}");
        var parts = snapshot.Items().OrderBy(i => i.Row)
            .Select(i => $"{i.Id}:{string.Join('+', CellsOf(snapshot, i.Id).Select(number => $"{number:F1}"))}");
        var fields = snapshot.Items().OrderBy(i => i.Row)
            .Select(i => $"{i.Id}:{snapshot.GroupOf(i.Id)}:{string.Join('/', Schema.Fields.Select(field => snapshot.FieldOf(i.Id, field.Name)))}");
        var facets = snapshot.Search(new IndexQuery { Filter = !Filter.Equal("sizes", "S"), Facets = [.. Schema.Fields.Select(field => new Facet(field.Name, CountsGroups: true))] }).Facets
            .Select(counts => string.Join(',', counts.Select(count => $"{count.Value}:{count.Count}")));
        var properties = snapshot.Properties.Select(p => $"{p.Key}={p.Value}");
        return $"{snapshot.Generation} {snapshot.Count} | {string.Join(' ', codes)} | {string.Join(' ', vectors)} | {string.Join(' ', parts)} | {string.Join(' ', fields)} | {string.Join(' ', facets)} | {string.Join(' ', properties)}";
    }

    private static float[] CellsOf(IndexSnapshot snapshot, string id)
    {
        var cells = new float[Schema.Parts[0].VectorsPerItem * Schema.Parts[0].Dimensions];
        return cells[..(snapshot.CopyPart("cells", id, cells) * Schema.Parts[0].Dimensions)];
    }
}
