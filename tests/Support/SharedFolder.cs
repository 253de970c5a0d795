namespace Vitrine.Tests;

/// <summary>Folders beside the repository that hold models and data too large or not ours to commit.</summary>
internal static class SharedFolder
{
    /// <summary>The full path of a folder; the test is skipped where it is absent.</summary>
    internal static string Require(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryFolder.FullName, "..", "shared", relative));
        Assert.SkipUnless(Path.Exists(path), $"There is no ../shared/{relative} beside the repository.");
        return path;
    }
}
