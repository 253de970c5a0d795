using System.Runtime.InteropServices;
using NetVips;

namespace Vitrine.Catalogue.Images;

/// <summary>libvips, set up once per process: what every reading and writing of an image file starts with.</summary>
internal static class ImageLibrary
{
    /// <summary>
    /// The loaders that stay open, by libvips' class names. All others are closed, among them those that libvips itself calls unfit for untrusted files,
    /// and UltraHDR's, without which a phone's UltraHDR photo is the ordinary JPEG that it also is.
    /// </summary>
    private static readonly string[] Loaders = ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Svg", "Heif"];

    private const string WhatToDo =
        "It comes with Vitrine for 64-bit Linux (glibc 2.28 or musl), macOS and Windows: build on the system where it shall run. " +
        "Elsewhere, install libvips 8.18 with the system's packages.";

    private static readonly Lazy<Exception?> Failure = new(Start);

    /// <summary>Sets libvips up on the first call.</summary>
    /// <exception cref="CatalogueException">It cannot be loaded here.</exception>
    public static void Ensure()
    {
        // The loader's own words name a dozen paths and no remedy; they stay in the cause, for VITRINE_TRACE=1.
        if (Failure.Value is { } cause)
            throw new CatalogueException($"libvips, which reads and writes images, cannot be loaded on this machine ({RuntimeInformation.RuntimeIdentifier}).", WhatToDo, cause);
    }

    /// <summary>What libvips said, as one line. Its buffer of messages is the process's: another thread's failure at the same moment may stand in it too.</summary>
    public static string Reason(VipsException exception)
    {
        // The first line is NetVips' own and names the function that was called.
        var lines = exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1);
        var reason = string.Join("; ", lines.Distinct().Take(2));
        return reason.Length == 0 ? "no further detail" : reason;
    }

    private static Exception? Start()
    {
        // NetVips loads libvips when it is first touched, and keeps the exception where that fails.
        if (!ModuleInitializer.VipsInitialized)
            return ModuleInitializer.Exception ?? new DllNotFoundException("it does not start");

        // Many photos are decoded at once, one per core; threads inside one small photo would only cost.
        NetVips.NetVips.Concurrency = 1;
        // No photo is decoded twice: a cache of operations would only hold on to memory.
        Cache.Max = 0;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Loaders)
            Operation.Block($"VipsForeignLoad{loader}", false);
        // Warnings such as "unknown EXIF resolution unit" would land on the user's stderr; what matters comes back as an error.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message | Enums.LogLevelFlags.Info | Enums.LogLevelFlags.Debug, (_, _, _) => { });
        return null;
    }
}
