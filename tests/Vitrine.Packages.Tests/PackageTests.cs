using System.IO.Compression;
using System.Xml.Linq;

namespace Vitrine.Packages.Tests;

/// <summary>What is in the packages, and that the command line can be installed from them without a network.</summary>
public sealed class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Fact]
    public void Packages_OfTheHouse_AreOneForEachProjectOfSrc()
    {
        var projects = Directory.GetFiles(Path.Combine(RepositoryFolder.FullName, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(projects.Select(name => name == "Vitrine.Cli" ? "vitrine" : name!).Order(StringComparer.Ordinal), Packages().Select(package => package.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_OfALibrary_HasReadmeLicenceDescriptionAndSymbols() => Assert.All(Packages().Where(package => package.Id != "vitrine"), package =>
    {
        Assert.Equal(("README.md", "MIT"), (package.Of("readme"), package.Of("license")));
        Assert.NotEqual("Package Description", package.Of("description"));
        Assert.Contains("README.md", package.Files);
        Assert.Contains($"lib/net10.0/{package.Id}.dll", package.Files);
        Assert.Contains($"lib/net10.0/{package.Id}.xml", package.Files);
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(package.Path, "snupkg"));
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{package.Id}.pdb");
    });

    [Fact]
    public void Dependencies_OfALibrary_AreInTheFeedWhereTheyAreOurs()
    {
        var packages = Packages();
        var ours = packages.SelectMany(package => package.Dependencies).Where(id => id.StartsWith("Vitrine.", StringComparison.Ordinal)).Distinct();
        Assert.Empty(ours.Except(packages.Select(package => package.Id)));
        Assert.Empty(packages.Single(package => package.Id == "Vitrine.Index").Dependencies);
        Assert.Empty(packages.Single(package => package.Id == "Vitrine.Client").Dependencies);
    }

    [Fact]
    public void Tool_FromAFolderAlone_IsInstalledAndReadsPhotos()
    {
        var configuration = feed.Write("nuget.config", $"""<configuration><packageSources><clear /><add key="feed" value="{feed.FullName}" /></packageSources></configuration>""");
        var installed = feed.Run(feed.FullName, "dotnet", "tool", "install", "vitrine", "--tool-path", feed.Beside("tools"), "--configfile", configuration);
        Assert.True(installed.ExitCode == 0, installed.Output);
        var tool = Path.Combine(feed.Beside("tools"), OperatingSystem.IsWindows() ? "vitrine.exe" : "vitrine");

        // A photo is decoded by a library of the package for this system.
        feed.Write("shop/square.svg", """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="red"/></svg>""");
        var table = feed.Write("shop/table.csv", "id,title,category,image\n1,red square,Squares,square.svg\n2,blue square,Squares,square.svg\n");
        var imported = feed.Run(feed.Beside("shop"), tool, "import", table, "--id", "id", "--title", "title", "--category", "category", "--image", "image", "--out", feed.Beside("shop.vitrine"), "--yes", "--quiet");
        Assert.True(imported.ExitCode == 0, imported.Output);
        var inspected = feed.Run(feed.Beside("shop"), tool, "inspect", feed.Beside("shop.vitrine"), "--json");
        Assert.True(inspected.ExitCode == 0, inspected.Output);
        Assert.Contains("\"products\": 2", inspected.Output, StringComparison.Ordinal);
    }

    private List<Package> Packages() => [.. Directory.EnumerateFiles(feed.FullName, "*.nupkg").Select(path => new Package(path))];

    private sealed class Package
    {
        private readonly XElement metadata;

        public Package(string path)
        {
            Path = path;
            using var archive = ZipFile.OpenRead(path);
            Files = [.. archive.Entries.Select(entry => entry.FullName)];
            using var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        }

        public string Path { get; }

        public string[] Files { get; }

        public string Id => Of("id")!;

        public IEnumerable<string> Dependencies => metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(dependency => dependency.Attribute("id")!.Value);

        public string? Of(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }
}
