namespace Vitrine.Tensors.Kernels;

/// <summary>The operands of one call of <see cref="Gemm"/>, whose parameters have the same names.</summary>
internal readonly unsafe struct Product(
    bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc)
{
    public bool TransposeA { get; } = transposeA;

    public bool TransposeB { get; } = transposeB;

    public int M { get; } = m;

    public int N { get; } = n;

    public int K { get; } = k;

    public float* A { get; } = a;

    public int Lda { get; } = lda;

    public float* B { get; } = b;

    public int Ldb { get; } = ldb;

    public bool AddsToC { get; } = beta != 0;

    public float* C { get; } = c;

    public int Ldc { get; } = ldc;

    public float Alpha { get; init; } = 1;

    public Epilogue Epilogue { get; init; }

    public int Batch { get; init; } = 1;

    public nint StrideA { get; init; }

    public nint StrideB { get; init; }

    public nint StrideC { get; init; }

    /// <summary>Multiply-adds of one matrix of the batch.</summary>
    public long Work => (long)M * N * Math.Max(K, 1);
}
