namespace Vitrine.Index.Tests.Storage;

public sealed class RegionFileTests : IDisposable
{
    private const int Items = 50;

    private static readonly RegionSetForm[] Forms =
    [
        new("objects", 40, 5),
        new("image", 40, 1, VectorFormat.Float32),
        new("small", 3, 2, VectorFormat.Int8),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-regions-").FullName;
    private readonly float[][] vectors;

    public RegionFileTests()
    {
        var random = new Random(4);
        vectors = [.. Forms.Select(form => Seeded.Vectors(random, Items * form.RegionsPerItem, form.Dimensions))];
    }

    private string FilePath => Path.Combine(folder, "regions.bin");

    [Fact]
    public void Open_WhatWasAppendedInPieces_ScoresLikeSetsInMemory()
    {
        Write();
        using var file = RegionFile.Open(FilePath);
        Assert.Equal(Items, file.Items);
        Assert.Equal("value", file.Properties["note"]);
        for (var set = 0; set < Forms.Length; set++)
        {
            var form = Forms[set];
            var inMemory = new RegionSet(VectorSet.FromRows(vectors[set], form.Dimensions, form.Format), form.RegionsPerItem);
            var query = Seeded.Vectors(new Random(set), 1, form.Dimensions);
            for (var item = 0; item < Items; item++)
                Assert.Equal(inMemory.Similarities(query, item), file[form.Name].Similarities(query, item));
        }
    }

    [Fact]
    public void Commit_ItemsMissing_ThrowsAndLeavesTheOldFile()
    {
        Write();
        var before = File.ReadAllBytes(FilePath);
        using (var writer = new RegionFileWriter(FilePath, Items, Forms))
        {
            writer.Append(0, vectors[0]);
            Assert.Contains("'image' has 0 of 50 items", Assert.Throws<InvalidOperationException>(writer.Commit).Message);
        }

        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Append_MoreThanAnnouncedOrNoWholeItem_Throws()
    {
        using var writer = new RegionFileWriter(FilePath, 1, Forms);
        Assert.Throws<ArgumentException>(() => writer.Append(0, new float[2 * 5 * 40]));
        Assert.Throws<ArgumentException>(() => writer.Append(0, new float[41]));
        Assert.Throws<ArgumentException>(() => new RegionFileWriter(FilePath, 1, [Forms[0], Forms[0]]));
    }

    [Fact]
    public void Open_AnyByteChangedOrCutOff_Throws()
    {
        Write();
        var whole = File.ReadAllBytes(FilePath);
        var random = new Random(9);
        for (var trial = 0; trial < 100; trial++)
        {
            // Bytes after the JSON and between the sections mean nothing; those of the first set's rows all do.
            var at = trial < 30 ? random.Next(100) : RegionFileFormat.HeaderBytes + random.Next(Items * 5 * 64 * 2);
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(FilePath, damaged);
            Assert.Throws<IndexFormatException>(() => RegionFile.Open(FilePath));
            File.WriteAllBytes(FilePath, whole[..random.Next(whole.Length)]);
            Assert.Throws<IndexFormatException>(() => RegionFile.Open(FilePath));
        }

        Assert.Throws<IndexFormatException>(() => RegionFile.Open(Path.Combine(folder, "missing")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write()
    {
        using var writer = new RegionFileWriter(FilePath, Items, Forms);
        writer.Properties["note"] = "value";
        foreach (var (first, count) in new[] { (0, 7), (7, 1), (8, Items - 8) })
        {
            for (var set = 0; set < Forms.Length; set++)
            {
                var width = Forms[set].RegionsPerItem * Forms[set].Dimensions;
                writer.Append(set, vectors[set].AsSpan(first * width, count * width));
            }
        }

        writer.Commit();
    }
}
