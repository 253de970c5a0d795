using System.Formats.Tar;
using System.IO.Compression;

namespace Vitrine.Catalogue.Tests.Import.Photos;

/// <summary>Packs a folder, or given members, in every kind of archive.</summary>
internal static class Archives
{
    /// <summary>The folder itself and its three archives, beside it.</summary>
    public static IEnumerable<string> AllOf(string folder)
    {
        yield return folder;
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder, file), File.ReadAllBytes(file))).OrderBy(file => file.Item1, StringComparer.Ordinal).ToList();
        yield return Tar(folder + ".tar", files);
        files.Reverse();
        yield return Tar(folder + ".tar.gz", files);
        yield return Zip(folder + ".zip", files);
    }

    public static string Tar(string path, params IEnumerable<(string Name, byte[] Bytes)> members)
    {
        using var file = File.Create(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
        using var tar = new TarWriter(content);
        foreach (var (name, bytes) in members)
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
        return path;
    }

    public static string Zip(string path, params IEnumerable<(string Name, byte[] Bytes)> members)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in members)
        {
            using var content = zip.CreateEntry(name).Open();
            content.Write(bytes);
        }

        return path;
    }
}
