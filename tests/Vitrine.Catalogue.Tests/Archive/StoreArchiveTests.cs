using System.Formats.Tar;
using System.Security.Cryptography;
using Vitrine.Catalogue.Archive;

namespace Vitrine.Catalogue.Tests.Archive;

/// <summary>A whole store in one file, and back.</summary>
public sealed class StoreArchiveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Store => folder.File("shop.vitrine");

    private string Archive => folder.File("shop.tar");

    public StoreArchiveTests()
    {
        using var writer = StoreWriter.Open(Store);
        for (var i = 0; i < 20; i++)
            writer.Put(new ProductData($"P{i}", $"product {i}", ["Things"]), []);
        writer.Commit();
        Directory.CreateDirectory(Path.Combine(Store, "models", "cca"));
        File.WriteAllBytes(Path.Combine(Store, "models", "cca", "model.safetensors"), RandomNumberGenerator.GetBytes(3_000_000));
        File.WriteAllText(Path.Combine(Store, "rules.txt"), "for red: pin P1 at 1");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_WhatWriteMade_IsTheSameStore()
    {
        var told = new List<(long Done, long Total)>();
        var written = StoreArchive.Write(Store, Archive, new Told(told));
        var read = StoreArchive.Read(Archive, folder.File("copy.vitrine"));
        Assert.Equal(written, read);
        Assert.Equal(told[^1].Total, told[^1].Done);
        Assert.Equal(FilesOf(Store), FilesOf(folder.File("copy.vitrine")));
        using var store = CatalogueStore.Open(folder.File("copy.vitrine"));
        Assert.Equal(20, store.Count);
    }

    [Fact]
    public void Write_WhileSomebodyWritesTheStore_IsRefused()
    {
        using var writer = StoreWriter.Open(Store);
        Assert.Contains("another process", Assert.Throws<CatalogueException>(() => StoreArchive.Write(Store, Archive)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Archive));
    }

    [Fact]
    public void Write_IntoTheStoreItself_IsRefused() => Assert.Throws<UsageException>(() => StoreArchive.Write(Store, Path.Combine(Store, "shop.tar")));

    [Fact]
    public void Write_Stopped_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => StoreArchive.Write(Store, Archive, cancellation: stop.Token));
        Assert.Equal([Store], Directory.EnumerateFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void Read_IntoAFolderThatExists_IsRefused()
    {
        StoreArchive.Write(Store, Archive);
        Assert.Throws<UsageException>(() => StoreArchive.Read(Archive, Store));
    }

    [Fact]
    public void Read_AnArchiveCutAnywhere_SaysSoAndLeavesNothing()
    {
        StoreArchive.Write(Store, Archive);
        var whole = File.ReadAllBytes(Archive);
        for (var share = 1; share < 12; share++)
        {
            File.WriteAllBytes(Archive, whole[..(int)((whole.Length - 1024L) * share / 12)]);
            Assert.Throws<BadDataException>(() => StoreArchive.Read(Archive, folder.File("copy")));
            Assert.Equal(2, Directory.GetFileSystemEntries(folder.FullName).Length);
        }
    }

    [Fact]
    public void Read_AnArchiveWithAChangedByte_SaysWhichFile()
    {
        StoreArchive.Write(Store, Archive);
        using (var file = File.Open(Archive, FileMode.Open))
        {
            file.Position = file.Length - 2_000_000; // amid the large one
            var before = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(before ^ 1));
        }

        Assert.Contains("'", Assert.Throws<BadDataException>(() => StoreArchive.Read(Archive, folder.File("copy"))).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("copy")));
    }

    [Theory]
    [InlineData("../out.txt")]
    [InlineData("/tmp/out.txt")]
    [InlineData("a/../../out.txt")]
    [InlineData("a//b")]
    [InlineData("c:\\out.txt")]
    public void Read_ANameThatLeadsElsewhere_IsRefused(string name)
    {
        using (var tar = new TarWriter(File.Create(Archive), TarEntryFormat.Pax))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "vitrine-store.json") { DataStream = new MemoryStream("{}"u8.ToArray()) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });
        }

        Assert.Contains("no file of a store", Assert.Throws<BadDataException>(() => StoreArchive.Read(Archive, folder.File("copy"))).Message, StringComparison.Ordinal);
        Assert.Equal([Archive, Store], Directory.GetFileSystemEntries(folder.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_AnyOtherFile_IsRefused()
    {
        File.WriteAllText(Archive, "id,title");
        Assert.False(StoreArchive.IsOne(Archive));
        Assert.Throws<UsageException>(() => StoreArchive.Read(Archive, folder.File("copy")));
    }

    private static (string Name, string Digest)[] FilesOf(string store) =>
        [.. Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories).Select(path => (Path.GetRelativePath(store, path), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))).Order()];

    private sealed class Told(List<(long Done, long Total)> list) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => list.Add(value);
    }
}
