namespace Vitrine.Index.Tests.Laws;

/// <summary>The laws of an index, in a folder.</summary>
public sealed class FolderLaws : IndexLaws, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private protected override IIndexes Indexes => new FolderIndexes(folder.FullName);

    public void Dispose() => folder.Dispose();
}
