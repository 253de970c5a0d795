namespace Vitrine.Browser.Tests;

/// <summary>The browser of the system. None is downloaded; where there is none the tests are skipped.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Its path; null where there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the test where there is none.</summary>
    public static void Require() => Assert.SkipWhen(Path is null, "There is no chromium on this machine. On Debian: apt-get install chromium");
}
