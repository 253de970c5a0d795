namespace Vitrine.Tensors.Kernels;

/// <summary>
/// What happens to each row of a product before it leaves the cache: y ← f(c + bias). Done here it saves one or two passes through memory.
/// </summary>
/// <param name="Bias">One number per column, or null.</param>
/// <param name="Activation">f.</param>
/// <param name="Inputs">Where f's inputs c + bias are kept for the backward pass (m×n, row stride as C), or null.</param>
internal readonly unsafe record struct Epilogue(nint Bias, Activation Activation, nint Inputs)
{
    public Epilogue(float* bias, Activation activation, float* inputs = null)
        : this((nint)bias, activation, (nint)inputs)
    {
    }

    public bool IsEmpty => Bias == 0 && Activation == Activation.None && Inputs == 0;

    /// <summary>Applies it to a tile whose first element has the offset <paramref name="offset"/> in C and stands in column <paramref name="column"/>.</summary>
    public void Apply<TSimd, TVector>(float* c, nint strideC, nint offset, int column, int rows, int columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var bias = Bias == 0 ? null : (float*)Bias + column;
        for (var row = 0; row < rows; row++, offset += strideC)
        {
            var inputs = Inputs == 0 ? null : (float*)Inputs + offset;
            var done = Row<TSimd, TVector>(c + offset, bias, inputs, 0, columns);
            Row<SimdScalar, float>(c + offset, bias, inputs, done, columns);
        }
    }

    private int Row<TSimd, TVector>(float* c, float* bias, float* inputs, int column, int columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            var value = TSimd.Load(c + column);
            if (bias != null)
                value = TSimd.Add(value, TSimd.Load(bias + column));
            if (inputs != null)
                TSimd.Store(value, inputs + column);
            TSimd.Store(ActivationFunctions<TSimd, TVector>.Apply(Activation, value), c + column);
        }

        return column;
    }
}
