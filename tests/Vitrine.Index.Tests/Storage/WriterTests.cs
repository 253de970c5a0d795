namespace Vitrine.Index.Tests.Storage;

/// <summary>What a writer refuses, and what it says.</summary>
public sealed class WriterTests : IDisposable
{
    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Create_AnotherWriterAtWork_IsRefused()
    {
        using var first = IndexWriter.Create(folder.Path, IndexFolder.Schema);
        Assert.Contains("Another process is writing", Assert.Throws<IOException>(() => IndexWriter.Create(folder.Path, IndexFolder.Schema)).Message);
    }

    [Fact]
    public void Open_ReadOnlyFolder_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Root may write everywhere; Windows knows no such modes.");
        folder.CommitFirst();
        File.Delete(folder.File("write.lock"));
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Contains("read-only", Assert.Throws<UnauthorizedAccessException>(() => IndexWriter.Open(folder.Path)).Message);
            Assert.StartsWith("1 5", IndexFolder.Describe(folder.Path)); // reading needs no permission to write
        }
        finally
        {
            SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        void SetMode(UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.Path, mode);
        }
    }

    [Fact]
    public void Open_IndexOfAnotherForm_SaysBoth()
    {
        folder.CommitFirst();
        var problem = Assert.Throws<IndexFormatException>(() => IndexWriter.Open(folder.Path, new IndexSchema([64])));
        Assert.Contains("holds codes of 5+7 bits, vectors of 3 dimensions as Int8, parts 'cells' of 3×2 as Int8", problem.Message);
        Assert.Contains("have codes of 64 bits, no vectors, no parts", problem.Message);
        using var writer = IndexWriter.Open(folder.Path, new IndexSchema([5, 7], 3, VectorFormat.Int8)
        {
            Parts = [new("cells", 2, 3, VectorFormat.Int8)],
            Fields = [.. IndexFolder.Schema.Fields],
            HasGroups = true,
        });
        Assert.Equal(5, writer.Count);
    }

    [Fact]
    public void Open_NoIndex_SaysSo()
    {
        Assert.Contains("no index is here", Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path)).Message);
        Assert.Contains("no index is here", Assert.Throws<IndexFormatException>(() => IndexWriter.Open(folder.File("nowhere"))).Message);
    }

    [Fact]
    public void Put_WhatDoesNotFit_SaysWhy()
    {
        using var writer = IndexWriter.Create(folder.Path, IndexFolder.Schema);
        Assert.Contains("12 bits need 1", Refused("a", [], [1, 2, 3], []));
        Assert.Contains("beyond its 12 bits", Refused("a", [1 << 12], [1, 2, 3], []));
        Assert.Contains("vector of 2 dimensions; this index holds 3", Refused("a", [1], [1, 2], []));
        Assert.Contains("of item 'a' is NaN", Refused("a", [1], [1, float.NaN, 2], []));
        Assert.Contains("surrogate", Refused("a\ud800", [1], [1, 2, 3], []));
        Assert.Contains("0 characters", Refused("", [1], [1, 2, 3], []));
        Assert.Contains("3 numbers as its part 'cells'; expected at most 3 vectors of 2", Refused("a", [1], [1, 2, 3], [1, 2, 3]));
        Assert.Contains("8 numbers as its part 'cells'", Refused("a", [1], [1, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8]));
        Assert.Contains("vector 0 of part 'cells' of item 'a' is ∞", Refused("a", [1], [1, 2, 3], [1, float.PositiveInfinity]).Replace("Infinity", "∞"));
        Assert.Contains("has 0 parts; this index holds 1", Assert.Throws<ArgumentException>(() => writer.Put("a", 0, [1], [1, 2, 3])).Message);
        Assert.Equal(0, writer.Count);

        string Refused(string id, ulong[] code, float[] vector, float[] part) => Assert.Throws<ArgumentException>(() => writer.Put(id, 0, code, vector, part)).Message;
    }

    [Fact]
    public void Put_FieldThatDoesNotFit_SaysWhy()
    {
        using var writer = IndexWriter.Create(folder.Path, new IndexSchema([]) { Fields = IndexFolder.Schema.Fields });
        Assert.Contains("Item 'a' has a field 'color'; this index holds", Refused("color", "red"));
        Assert.Contains("fields 'colour' (Keyword) and 'sizes' (Keywords)", Refused("color", "red"));
        Assert.Contains("has the number '5' for the field 'colour', which holds a text", Refused("colour", 5));
        Assert.Contains("has the texts 'red > blue' for the field 'colour', which holds a text", Refused("colour", new[] { "red", "blue" }));
        Assert.Contains("has the text 'men' for the field 'category', which holds a path: give the names", Refused("category", "men"));
        Assert.Contains("has the date '2026-11-29' for the field 'price', which holds a number", Refused("price", new DateOnly(2026, 11, 29)));
        Assert.Contains("has NaN in the field 'price'; expected a finite number", Refused("price", double.NaN));
        Assert.Contains("text of 0 characters in the field 'colour'", Refused("colour", ""));
        Assert.Contains("text of 1001 characters", Refused("sizes", new[] { "M", new string('x', 1001) }));
        Assert.Contains("1001 values in the field 'sizes'", Refused("sizes", Enumerable.Range(0, 1001).Select(i => $"{i}").ToArray()));
        Assert.Contains("path of 0 names", Refused("category", Array.Empty<string>()));
        Assert.Contains("path of 33 names", Refused("category", Enumerable.Repeat("a", 33).ToArray()));
        Assert.Contains("zero character in a name", Refused("category", new[] { "men", "a\0b" }));
        Assert.Contains("surrogate pair in the field 'colour'", Refused("colour", "a\ud800"));
        Assert.Contains("has a group, but this index holds none", Assert.Throws<ArgumentException>(() => writer.Put(new IndexItem("a") { Group = "shirt" })).Message);
        Assert.Equal(0, writer.Count);

        string Refused(string field, FieldValue value) => Assert.Throws<ArgumentException>(() => writer.Put(new IndexItem("a") { Fields = { [field] = value } })).Message;
    }

    [Fact]
    public void Create_SchemaWithoutSense_SaysWhy()
    {
        Assert.Contains("needs codes, vectors, parts or fields", Refused(new IndexSchema([])));
        Assert.Contains("have one name", Refused(new IndexSchema([]) { Parts = [new("a", 1, 1), new("a", 2, 2)] }));
        Assert.Contains("fields a, a have one name", Refused(new IndexSchema([]) { Fields = [new("a", FieldKind.Path), new("a", FieldKind.Date)] }));
        Assert.Contains("field's name of 0 characters", Refused(new IndexSchema([]) { Fields = [new("", FieldKind.Path)] }));
        Assert.Contains("unknown kind 17", Refused(new IndexSchema([]) { Fields = [new("a", (FieldKind)17)] }));
        Assert.Contains("0 vectors per item", Refused(new IndexSchema([]) { Parts = [new("a", 1, 0)] }));
        Assert.Contains("An item of", Refused(new IndexSchema([]) { Parts = [new("a", 65_536, 65_536)] }));

        string Refused(IndexSchema schema) => Assert.Throws<ArgumentException>(() => IndexWriter.Create(folder.Path, schema)).Message;
    }
}
