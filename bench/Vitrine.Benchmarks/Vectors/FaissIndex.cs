using System.Runtime.InteropServices;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>An index of FAISS over float32 vectors, by inner product, through the functions of <c>bench/peers/faiss/peer.cpp</c>.</summary>
public sealed partial class FaissIndex : IVectorPeer
{
    private const string Library = "vitrine_faiss_peer";
    private const int VectorsPerCell = 64; // of those that an IVF is trained with

    private readonly List<float> waiting = []; // of an IVF, which is trained first
    private readonly FaissKind kind;
    private readonly int dimensions;
    private readonly nint index;
    private readonly int cells;

    static FaissIndex() => NativeLibrary.SetDllImportResolver(typeof(FaissIndex).Assembly, (name, assembly, path) =>
        name == Library ? NativeLibrary.Load(Environment.GetEnvironmentVariable("VITRINE_FAISS_PEER") ?? throw new InvalidOperationException("VITRINE_FAISS_PEER names no library; call bench/peers/faiss/run.")) : 0);

    /// <summary>An empty index.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="items">Vectors that will come.</param>
    /// <param name="dimensions">Of a vector.</param>
    public FaissIndex(FaissKind kind, int items, int dimensions)
    {
        (this.kind, this.dimensions, cells) = (kind, dimensions, (int)(2 * Math.Sqrt(items)));
        Threads(1);
        index = New((int)kind, dimensions, cells);
        if (index == 0)
            Check(1);
    }

    /// <inheritdoc/>
    public string Version => $"FAISS 1.7.3 {kind}";

    /// <summary>Threads of FAISS, and of the matrix product behind it.</summary>
    public static void UseThreads(int threads) => Threads(threads);

    /// <inheritdoc/>
    public IReadOnlyList<double> Settings(int k) => kind switch
    {
        FaissKind.Ivf => [.. new double[] { 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512 }.Where(probes => probes <= cells)],
        FaissKind.Hnsw => [.. new double[] { 10, 16, 24, 32, 48, 64, 100, 128, 192, 256, 384, 512 }.Where(candidates => candidates >= k)],
        _ => [0],
    };

    /// <inheritdoc/>
    public void Add(int number, ReadOnlySpan<float> vector)
    {
        if (kind == FaissKind.Hnsw)
            Check(Add(index, 1, in MemoryMarshal.GetReference(vector)));
        else
            waiting.AddRange(vector);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        var count = waiting.Count / dimensions;
        if (count == 0)
            return;
        ref var first = ref MemoryMarshal.GetReference(CollectionsMarshal.AsSpan(waiting));
        if (kind == FaissKind.Ivf)
        {
            // An even spread of them.
            var sample = new List<float>();
            var sampled = Math.Min(count, VectorsPerCell * cells);
            for (var i = 0; i < sampled; i++)
                sample.AddRange(CollectionsMarshal.AsSpan(waiting).Slice((int)((long)i * count / sampled) * dimensions, dimensions));
            Check(Train(index, sampled, in MemoryMarshal.GetReference(CollectionsMarshal.AsSpan(sample))));
        }

        Check(Add(index, count, in first));
        waiting.Clear();
        waiting.TrimExcess();
    }

    /// <inheritdoc/>
    public int[] Search(float[] query, int k, double setting)
    {
        Set(index, (int)setting);
        return [.. Search(query, k).Numbers.Where(number => number >= 0).Select(number => (int)number)];
    }

    /// <summary>The k best of each of some queries, row by row.</summary>
    public (float[] Scores, long[] Numbers) Search(float[] queries, int k)
    {
        var count = queries.Length / dimensions;
        var (scores, numbers) = (new float[count * k], new long[count * k]);
        Check(Search(index, count, in queries[0], k, ref scores[0], ref numbers[0]));
        return (scores, numbers);
    }

    /// <inheritdoc/>
    public long ResidentBytes() => Bytes(index);

    /// <inheritdoc/>
    public void Dispose() => Free(index);

    private static void Check(int problem)
    {
        if (problem != 0)
            throw new InvalidOperationException($"FAISS: {Marshal.PtrToStringUTF8(Problem())}");
    }

    [LibraryImport(Library, EntryPoint = "peer_problem")]
    private static partial nint Problem();

    [LibraryImport(Library, EntryPoint = "peer_threads")]
    private static partial void Threads(int threads);

    [LibraryImport(Library, EntryPoint = "peer_new")]
    private static partial nint New(int kind, int dimensions, int cells);

    [LibraryImport(Library, EntryPoint = "peer_train")]
    private static partial int Train(nint index, nint count, in float vectors);

    [LibraryImport(Library, EntryPoint = "peer_add")]
    private static partial int Add(nint index, nint count, in float vectors);

    [LibraryImport(Library, EntryPoint = "peer_set")]
    private static partial void Set(nint index, int setting);

    [LibraryImport(Library, EntryPoint = "peer_search")]
    private static partial int Search(nint index, nint queries, in float vectors, int k, ref float scores, ref long numbers);

    [LibraryImport(Library, EntryPoint = "peer_bytes")]
    private static partial long Bytes(nint index);

    [LibraryImport(Library, EntryPoint = "peer_free")]
    private static partial void Free(nint index);
}

/// <summary>Which index of FAISS.</summary>
public enum FaissKind
{
    /// <summary>Every vector is compared.</summary>
    FlatIp,

    /// <summary>Cells of whole vectors.</summary>
    Ivf,

    /// <summary>A graph over whole vectors.</summary>
    Hnsw,
}
