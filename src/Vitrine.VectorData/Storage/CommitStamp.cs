using Vitrine.Index;

namespace Vitrine.VectorData.Storage;

/// <summary>Tells one commit from another without opening it.</summary>
/// <param name="Generation">Number of the commit; 0: there is none.</param>
/// <param name="Written">When its manifest was written, so that a collection that was deleted and made again is another one.</param>
internal readonly record struct CommitStamp(long Generation, DateTime Written)
{
    /// <summary>The last commit of a collection.</summary>
    public static CommitStamp Of(CollectionPaths paths)
    {
        var written = File.GetLastWriteTimeUtc(paths.Manifest);
        return new CommitStamp(IndexSnapshot.LastGeneration(paths.Index), written);
    }
}
