using System.Runtime.InteropServices;
using Cloud.Unum.USearch;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>
/// USearch's graph (HNSW) over half-precision vectors, by inner product, with the defaults of the library: 16 neighbours, 128 candidates while it is
/// built. Called through the C functions of its package, whose class neither changes the candidates of a search nor says what memory it takes.
/// </summary>
public sealed partial class USearchGraph : IVectorPeer
{
    private const string Library = "libusearch_c";

    private readonly nint index;

    /// <summary>An empty graph.</summary>
    /// <param name="items">Vectors that will come.</param>
    /// <param name="dimensions">Of a vector.</param>
    public USearchGraph(int items, int dimensions)
    {
        var options = new Options { Metric = (int)MetricKind.Ip, Quantization = (int)ScalarKind.Float16, Dimensions = (nuint)dimensions };
        index = Init(in options, out var error);
        Check(error);
        Reserve(index, (nuint)items, out error);
        Check(error);
    }

    /// <inheritdoc/>
    public string Version => $"USearch {USearchCapabilities.Version()}";

    /// <inheritdoc/>
    public IReadOnlyList<double> Settings(int k) => [.. new double[] { 10, 16, 24, 32, 48, 64, 100, 128, 192, 256, 384, 512 }.Where(candidates => candidates >= k)];

    /// <inheritdoc/>
    public void Add(int number, ReadOnlySpan<float> vector)
    {
        Add(index, (ulong)number, in MemoryMarshal.GetReference(vector), (int)ScalarKind.Float32, out var error);
        Check(error);
    }

    /// <summary>Nothing is left to do.</summary>
    public void Finish()
    {
    }

    /// <inheritdoc/>
    public int[] Search(float[] query, int k, double setting)
    {
        var (keys, distances) = (new ulong[k], new float[k]);
        ChangeExpansionSearch(index, (nuint)setting, out var error);
        Check(error);
        var found = Search(index, in query[0], (int)ScalarKind.Float32, (nuint)k, ref keys[0], ref distances[0], out error);
        Check(error);
        return [.. keys.Take((int)found).Select(key => (int)key)];
    }

    /// <inheritdoc/>
    public long ResidentBytes() => (long)MemoryUsage(index, out _);

    /// <inheritdoc/>
    public void Dispose() => Free(index, out _);

    private static void Check(nint error)
    {
        if (error != 0)
            throw new InvalidOperationException($"USearch: {Marshal.PtrToStringUTF8(error)}");
    }

    [LibraryImport(Library, EntryPoint = "usearch_init")]
    private static partial nint Init(in Options options, out nint error);

    [LibraryImport(Library, EntryPoint = "usearch_reserve")]
    private static partial void Reserve(nint index, nuint capacity, out nint error);

    [LibraryImport(Library, EntryPoint = "usearch_add")]
    private static partial void Add(nint index, ulong key, in float vector, int kind, out nint error);

    [LibraryImport(Library, EntryPoint = "usearch_search")]
    private static partial nuint Search(nint index, in float query, int kind, nuint count, ref ulong keys, ref float distances, out nint error);

    [LibraryImport(Library, EntryPoint = "usearch_change_expansion_search")]
    private static partial void ChangeExpansionSearch(nint index, nuint candidates, out nint error);

    [LibraryImport(Library, EntryPoint = "usearch_memory_usage")]
    private static partial nuint MemoryUsage(nint index, out nint error);

    [LibraryImport(Library, EntryPoint = "usearch_free")]
    private static partial void Free(nint index, out nint error);

    /// <summary>usearch_init_options_t; 0 stands for the library's default.</summary>
    private struct Options
    {
        public int Metric;
        public nint MetricFunction;
        public int Quantization;
        public nuint Dimensions;
        public nuint Connectivity;
        public nuint ExpansionAdd;
        public nuint ExpansionSearch;
        public byte Multi;
    }
}
