namespace Vitrine.Tests;

/// <summary>The folder of the repository that the tests were built in.</summary>
internal static class RepositoryFolder
{
    internal static string FullName { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Vitrine.slnx")))
        {
            folder = folder.Parent
                ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has Vitrine.slnx; run the tests where they were built.");
        }

        return folder.FullName;
    }
}
