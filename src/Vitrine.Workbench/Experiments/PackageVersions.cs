using System.Xml.Linq;

namespace Vitrine.Workbench.Experiments;

/// <summary>The versions of the packages that assemblies refer to: they are pinned in one file for all.</summary>
internal static class PackageVersions
{
    /// <param name="root">The repository.</param>
    /// <param name="assemblies">Names of folders below src/.</param>
    /// <returns>"NAME VERSION", in order.</returns>
    public static IReadOnlyList<string> Of(string root, IEnumerable<string> assemblies)
    {
        var props = Path.Combine(root, "Directory.Packages.props");
        if (!File.Exists(props))
            return [];
        var used = assemblies.Select(name => Path.Combine(root, "src", name, $"{name}.csproj")).Where(File.Exists)
            .SelectMany(project => Items(project, "PackageReference").Select(item => Prefix((string)item.Attribute("Include")!))).ToHashSet();
        return [.. Items(props, "PackageVersion")
            .SelectMany(item => ((string)item.Attribute("Include")!).Split(';').Select(name => (Name: name, Version: (string?)item.Attribute("Version"))))
            .Where(package => used.Any(prefix => prefix.EndsWith('.') ? package.Name.StartsWith(prefix, StringComparison.Ordinal) : package.Name == prefix))
            .Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<XElement> Items(string file, string name) => XDocument.Load(file).Descendants(name);

    // "NetVips.Native.$(…)" names the one of a machine: its versions are those of all that begin so.
    private static string Prefix(string include) => include.Split('$')[0];
}
