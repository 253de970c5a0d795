namespace Vitrine.Models.Tests.Encoders.Published;

/// <summary>Folders with published models: those of this project's fixtures, and those beside the repository, too large to commit.</summary>
internal static class SharedModels
{
    /// <summary>A folder or file under <c>Encoders/Published</c> of this project.</summary>
    internal static string Fixture(string name) =>
        Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Models.Tests", "Encoders", "Published", name);

    /// <summary>The full path of a model's folder; the test is skipped where it is absent.</summary>
    internal static string Require(string name) => SharedFolder.Require($"models/{name}");
}
