using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vitrine.Catalogue.Images.Native;

/// <summary>Loads and configures libvips once per process; throws the same <see cref="ImageLibraryException"/> each time where that failed.</summary>
internal static unsafe class VipsRuntime
{
    /// <summary>8.13 (2022) brought the switch that blocks loaders not meant for untrusted files; Debian 12 has 8.14.</summary>
    private const int OldestMajor = 8, OldestMinor = 13;

    private const int GLogWarningAndBelow = 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7;

    private const string HowToInstall =
        "Install libvips 8.13 or newer: Debian and Ubuntu `apt-get install --no-install-recommends libvips42`, Fedora `dnf install vips`, " +
        "macOS `brew install vips`, Windows: unpack vips-dev-w64-web from github.com/libvips/build-win64-mxe/releases and add its bin folder to PATH.";

    private static readonly Lazy<ImageLibraryException?> Failure = new(Start);

    public static void Ensure()
    {
        if (Failure.Value is { } failure) throw new ImageLibraryException(failure.Message, failure.InnerException);
    }

    /// <summary>Takes libvips' message out of its process-wide buffer, as one line; another thread's failure at the same moment may stand in it too.</summary>
    public static string TakeError()
    {
        var text = Libvips.vips_error_buffer_copy();
        try
        {
            var lines = (Marshal.PtrToStringUTF8(text) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length == 0 ? "no further detail" : string.Join("; ", lines.Distinct().Take(2));
        }
        finally
        {
            Libvips.g_free((void*)text);
        }
    }

    private static ImageLibraryException? Start()
    {
        try
        {
            // libvips looks for its loadable modules (PDF, ImageMagick, OpenSlide, …) below this folder. None is wanted for untrusted
            // files, and OpenSlide brings the system's SQLite into the process, whose functions then take the place of our own
            // SQLite's: the next database to be opened crashes. .NET's own SetEnvironmentVariable does not reach native code.
            Libvips.g_setenv("VIPSHOME", "/dev/null", 1);
            if (Libvips.vips_init("vitrine") != 0)
                return new ImageLibraryException($"libvips was found but does not start: {TakeError()}. {HowToInstall}");
            var (major, minor) = (Libvips.vips_version(0), Libvips.vips_version(1));
            if (major < OldestMajor || (major == OldestMajor && minor < OldestMinor))
                return new ImageLibraryException($"libvips {major}.{minor} is too old. {HowToInstall}");

            // Many photos are decoded at once, one per core; threads inside one small photo would only cost.
            Libvips.vips_concurrency_set(1);
            // Orc, which compiles libvips' vector code at run time (0.4.33 in Debian 12), keeps its list of code blocks without a lock:
            // photos resized on two threads at once corrupted the heap. The plain C code is what remains.
            Libvips.vips_vector_set_enabled(0);
            // No photo is decoded twice, and a cached operation would hold on to a buffer that we have already given back.
            Libvips.vips_cache_set_max(0);
            // SVG alone among the "untrusted" loaders is needed; librsvg opens no other file or address when it reads from memory.
            Libvips.vips_block_untrusted_set(1);
            Libvips.vips_operation_block_set("VipsForeignLoadSvg", 0);
            // Warnings such as "unknown EXIF resolution unit" would land on the user's stderr; what matters comes back as an error.
            Libvips.g_log_set_handler("VIPS", GLogWarningAndBelow, &IgnoreLog, null);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return new ImageLibraryException($"libvips, which reads and writes images, cannot be loaded. {HowToInstall}", e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void IgnoreLog(byte* domain, int level, byte* message, void* data)
    {
    }
}
