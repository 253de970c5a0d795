namespace Vitrine.Tests;

/// <summary>Folders beside the repository that hold models and data too large or not ours to commit.</summary>
internal static class SharedFolder
{
    /// <summary>The full path of a folder; the test is skipped where it is absent.</summary>
    internal static string Require(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Vitrine.slnx")))
            folder = folder.Parent;
        var path = Path.Combine(folder?.Parent?.FullName ?? "/", "shared", relative);
        Assert.SkipUnless(Path.Exists(path), $"There is no ../shared/{relative} beside the repository.");
        return path;
    }
}
