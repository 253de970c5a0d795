using System.Text;
using Vitrine.Platform;

namespace Vitrine.Index.Tests.Storage;

/// <summary>
/// The manifest fixes every byte that means something, by checksums of checksums: a change of this text is a change of the format and needs a new
/// version.
/// </summary>
public sealed class FormatTests : IDisposable
{
    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Commit_FixedItems_WritesTheSameBytesEverywhere()
    {
        folder.CommitTwice();
        Assert.Equal(
            """
            vitrine-index 3
            generation 2
            codes 5,7
            vectors 3 Int8
            part cells 2 3 Int8
            field colour Keyword
            field sizes Keywords
            field price Number
            field added Date
            field category Path
            groups
            property model hichnet%2064%20%C3%A9
            segment segment-000001.bin 97fad449 deleted-000001-2.bin 27904dd7
            segment segment-000002.bin d98b78e4 - 00000000
            crc32c dbfcc0fd

            """,
            File.ReadAllText(folder.File("manifest")));
    }

    [Fact]
    public void Open_ManifestOfTheVersionBefore_IsReadAndWrittenAsThis()
    {
        var schema = new IndexSchema([64]);
        using (var writer = IndexWriter.Create(folder.Path, schema))
        {
            writer.Put("a", 1, [5], []);
            writer.Commit();
        }

        Rename("vitrine-index 2");
        using (var snapshot = IndexSnapshot.Open(folder.Path))
            Assert.Equal("a", Assert.Single(snapshot.SearchCodes([5], 3)).Id);
        using (var writer = IndexWriter.Open(folder.Path, schema))
            writer.Commit();
        Assert.StartsWith("vitrine-index 3\n", File.ReadAllText(folder.File("manifest")));
        Rename("vitrine-index 9");
        var problem = Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path)).Message;
        Assert.Contains("the first line is 'vitrine-index 9', expected 'vitrine-index 3' or 'vitrine-index 2'", problem);
        Assert.Contains("built again", problem);
    }

    private void Rename(string version)
    {
        var text = File.ReadAllText(folder.File("manifest"));
        text = version + text[text.IndexOf('\n')..(text.LastIndexOf("crc32c", StringComparison.Ordinal))];
        File.WriteAllText(folder.File("manifest"), $"{text}crc32c {Crc32C.Of(Encoding.ASCII.GetBytes(text)):x8}\n");
    }
}
