using Vitrine.Tensors;
using Vitrine.Tensors.Kernels;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// One matrix product. Its name is <c>gemm-MxNxK</c>, followed by <c>-nt</c> if the second factor is stored transposed (a layer's forward
/// pass) or <c>-tn</c> if the first is (a layer's weight gradient).
/// </summary>
public sealed unsafe class GemmWork : IWork
{
    private readonly int m;
    private readonly int n;
    private readonly int k;
    private readonly bool transposeA;
    private readonly bool transposeB;
    private readonly Tensor a;
    private readonly Tensor b;
    private readonly Tensor c;

    public GemmWork(string name)
    {
        var parts = name.Split('-');
        var extents = parts[1].Split('x').Select(int.Parse).ToArray();
        (m, n, k) = (extents[0], extents[1], extents[2]);
        transposeA = parts.ElementAtOrDefault(2) == "tn";
        transposeB = parts.ElementAtOrDefault(2) == "nt";
        var random = new RandomSource(1);
        a = Random(random, m * k);
        b = Random(random, k * n);
        c = Tensor.Zeros([m * n]);
    }

    /// <summary>
    /// Shapes of the four methods: squares for orientation; the HiCHNet layer of 4096 units forward, backward to its input and to its weights;
    /// its hash layer; HSL's feed-forward, projection and token layers; the composition layers and a patch embedding.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "gemm-1024x1024x1024",
        "gemm-128x4096x4096-nt",
        "gemm-128x4096x4096",
        "gemm-4096x4096x128-tn",
        "gemm-4096x512x2048",
        "gemm-256x256x1024",
        "gemm-256x1024x256",
        "gemm-128x64x4096-nt",
        "gemm-1024x1024x256-nt",
        "gemm-1280x512x2048-nt",
        "gemm-512x512x512",
        "gemm-4928x768x768-nt",
    ];

    public void Run() =>
        Gemm.Multiply(
            transposeA, transposeB, m, n, k, a.Pointer, transposeA ? m : k, b.Pointer, transposeB ? k : n, 0, c.Pointer, n);

    public void Dispose()
    {
        a.Dispose();
        b.Dispose();
        c.Dispose();
    }

    private static Tensor Random(RandomSource random, int length)
    {
        var tensor = Tensor.Empty([length]);
        foreach (ref var value in tensor.Data)
            value = random.NextSingle() - 0.5f;
        return tensor;
    }
}
