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
            vitrine-index 2
            generation 2
            codes 5,7
            vectors 3 Int8
            part cells 2 3 Int8
            property model hichnet%2064%20%C3%A9
            segment segment-000001.bin cae71c48 deleted-000001-2.bin 27904dd7
            segment segment-000002.bin ee1b49af - 00000000
            crc32c 29ff6ac2

            """,
            File.ReadAllText(folder.File("manifest")));
    }
}
