using Vitrine.Catalogue;

namespace Vitrine.Datasets.Matlab;

/// <summary>
/// Numeric variables of MATLAB's files: level 5 (up to v7, "MAT-File Format", MathWorks; dense and sparse, plain and compressed) and v7.3, which is HDF5 behind 512 bytes of text.
/// </summary>
public static class MatFile
{
    private static ReadOnlySpan<byte> Hdf5 => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Opens a variable.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The variable.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="MatFormatException">It has no such variable, or cannot be understood.</exception>
    public static MatArray Open(string path, string name)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no '{path}'.", $"It holds the variable {name}; copy it there.");
        return IsHdf5(path) ? Hdf5Array.Open(path, name) : Level5.Find(path, name);
    }

    private static bool IsHdf5(string path)
    {
        // The signature of HDF5 stands at 0 or, behind other bytes, at 512.
        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[520];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..length].StartsWith(Hdf5) || (length == head.Length && head[512..].SequenceEqual(Hdf5));
    }
}
