using System.Reflection;
using System.Runtime.InteropServices;

namespace Vitrine.Catalogue.Images.Native;

/// <summary>Where each operating system keeps libvips and the two GLib libraries under it.</summary>
internal static class LibraryNames
{
    /// <summary>Homebrew's two homes (Apple silicon, Intel) and MacPorts: none is on the loader's default path.</summary>
    private static readonly string[] MacFolders = ["/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"];

    public static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        // Returning 0 hands the name back to the runtime's own search, which also writes the error.
        if (name is not ("vips" or "gobject-2.0" or "glib-2.0")) return 0;
        foreach (var candidate in Candidates(name))
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var library)) return library;
        return 0;
    }

    private static IEnumerable<string> Candidates(string name)
    {
        var version = name == "vips" ? "42" : "0";
        if (OperatingSystem.IsWindows())
        {
            yield return $"lib{name}-{version}.dll";
        }
        else if (OperatingSystem.IsMacOS())
        {
            yield return $"lib{name}.{version}.dylib";
            foreach (var folder in MacFolders) yield return $"{folder}/lib{name}.{version}.dylib";
        }
        else
        {
            yield return $"lib{name}.so.{version}";
        }
    }
}
