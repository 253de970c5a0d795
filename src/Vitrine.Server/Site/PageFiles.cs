using System.Reflection;
using System.Security.Cryptography;

namespace Vitrine.Server.Site;

/// <summary>The files of the page, which are inside of the program. No path leads to any file of the disk.</summary>
internal sealed class PageFiles
{
    private const string Folder = "page/";

    private readonly Dictionary<string, PageFile> files = [];

    public PageFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var name = resource.Replace('\\', '/');
            if (name.StartsWith(Folder, StringComparison.Ordinal))
                files[name[Folder.Length..]] = PageFile.Read(assembly, resource);
        }
    }

    /// <summary>A file by its path below "/page/"; null where there is none.</summary>
    public PageFile? Find(string path) => files.GetValueOrDefault(path);
}

/// <summary>One of them.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="MediaType">By the ending of its name.</param>
/// <param name="Tag">Another one for other bytes.</param>
internal sealed record PageFile(byte[] Bytes, string MediaType, string Tag)
{
    public static PageFile Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PageFile(bytes, MediaTypeOf(Path.GetExtension(resource)), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
    }

    private static string MediaTypeOf(string ending) => ending switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".json" or ".webmanifest" => "application/json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
