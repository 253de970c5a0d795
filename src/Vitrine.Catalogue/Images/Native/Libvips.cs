using System.Runtime.InteropServices;

namespace Vitrine.Catalogue.Images.Native;

/// <summary>
/// The functions of libvips and GObject that the binding calls. None is variadic: those have a calling convention of their own on
/// some platforms (Apple's ARM), where P/Invoke would pass the arguments in the wrong places.
/// </summary>
internal static unsafe partial class Libvips
{
    private const string Vips = "vips";
    private const string GObject = "gobject-2.0";
    private const string GLib = "glib-2.0";

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_init(string argv0);

    [LibraryImport(Vips)]
    internal static partial int vips_version(int flag);

    [LibraryImport(Vips)]
    internal static partial void vips_concurrency_set(int threads);

    [LibraryImport(Vips)]
    internal static partial void vips_cache_set_max(int operations);

    [LibraryImport(Vips)]
    internal static partial void vips_vector_set_enabled(int enabled);

    [LibraryImport(Vips)]
    internal static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_operation_block_set(string className, int state);

    [LibraryImport(Vips)]
    internal static partial nint vips_error_buffer_copy();

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_operation_new(string nickname);

    [LibraryImport(Vips)]
    internal static partial int vips_cache_operation_buildp(ref nint operation);

    [LibraryImport(Vips)]
    internal static partial void vips_object_unref_outputs(nint vipsObject);

    [LibraryImport(Vips)]
    internal static partial nint vips_image_new_from_memory(void* data, nuint bytes, int width, int height, int bands, int format);

    [LibraryImport(Vips)]
    internal static partial byte* vips_image_write_to_memory(VipsImage image, out nuint bytes);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_width(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_height(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_bands(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_format(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_interpretation(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_hasalpha(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_orientation(VipsImage image);

    [LibraryImport(Vips)]
    internal static partial nuint vips_image_get_type();

    [LibraryImport(Vips)]
    internal static partial nuint vips_blob_get_type();

    [LibraryImport(Vips)]
    internal static partial nuint vips_array_double_get_type();

    [LibraryImport(Vips)]
    internal static partial void vips_value_set_blob(ref GValue value, nint free, void* data, nuint bytes);

    [LibraryImport(Vips)]
    internal static partial byte* vips_value_get_blob(ref GValue value, out nuint bytes);

    [LibraryImport(Vips)]
    internal static partial void vips_value_set_array_double(ref GValue value, double* array, int count);

    [LibraryImport(GObject)]
    internal static partial void g_object_unref(nint gObject);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint gObject, string name, ref GValue value);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint gObject, string name, ref GValue value);

    [LibraryImport(GObject)]
    internal static partial nint g_value_init(ref GValue value, nuint type);

    [LibraryImport(GObject)]
    internal static partial void g_value_unset(ref GValue value);

    [LibraryImport(GObject)]
    internal static partial void g_value_set_int(ref GValue value, int content);

    [LibraryImport(GObject)]
    internal static partial void g_value_set_double(ref GValue value, double content);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_value_set_string(ref GValue value, string content);

    [LibraryImport(GObject)]
    internal static partial void g_value_set_object(ref GValue value, VipsImage content);

    [LibraryImport(GObject)]
    internal static partial nint g_value_dup_object(ref GValue value);

    [LibraryImport(GLib, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int g_setenv(string name, string value, int overwrite);

    [LibraryImport(GLib)]
    internal static partial void g_free(void* memory);

    [LibraryImport(GLib, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint g_log_set_handler(
        string domain, int levels, delegate* unmanaged[Cdecl]<byte*, int, byte*, void*, void> handler, void* data);

    /// <summary>Starts the library on the first use of any of its functions, whichever thread comes first.</summary>
    static Libvips() => NativeLibrary.SetDllImportResolver(typeof(Libvips).Assembly, LibraryNames.Resolve);
}

/// <summary>GObject's box for one property value: a type number and two words of content.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    /// <summary>GObject's numbers of its fundamental types (their rank times four); fixed since GLib 2.0.</summary>
    public const nuint Int = 6 << 2, Double = 15 << 2, String = 16 << 2;

    public nuint Type;
    private readonly long first;
    private readonly long second;

    public static GValue Of(nuint type)
    {
        var value = default(GValue);
        Libvips.g_value_init(ref value, type);
        return value;
    }
}
