using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// One matrix product. Its name is <c>gemm-MxNxK</c>, followed by <c>-nt</c> if the second factor is stored transposed (a layer's forward
/// pass) or <c>-tn</c> if the first is (a layer's weight gradient).
/// </summary>
public sealed class GemmWork : IWork
{
    private readonly bool transposeA;
    private readonly bool transposeB;
    private readonly Tensor a;
    private readonly Tensor b;

    public GemmWork(string name)
    {
        var parts = name.Split('-');
        var extents = parts[1].Split('x').Select(int.Parse).ToArray();
        var (m, n, k) = (extents[0], extents[1], extents[2]);
        transposeA = parts.ElementAtOrDefault(2) == "tn";
        transposeB = parts.ElementAtOrDefault(2) == "nt";
        var random = new RandomSource(1);
        a = Tensor.Empty(transposeA ? [k, m] : [m, k]).Uniform(random, -0.5f, 0.5f);
        b = Tensor.Empty(transposeB ? [n, k] : [k, n]).Uniform(random, -0.5f, 0.5f);
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

    public void Run()
    {
        using var scope = Scope.Begin(recordGradients: false);
        a.MatMul(b, transposeA, transposeB);
    }

    public void Dispose()
    {
        a.Dispose();
        b.Dispose();
    }
}
