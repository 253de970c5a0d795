namespace Vitrine.Index;

/// <summary>The queries of a batch side by side, as <see cref="PanelKernel"/> takes them.</summary>
internal sealed class QueryPanels
{
    private readonly float[] numbers;
    private readonly int width;
    private readonly int stride;

    /// <param name="queries">Of float32 or half-precision rows.</param>
    /// <param name="format">Of the rows.</param>
    /// <param name="width">Queries of a panel.</param>
    public QueryPanels(PreparedQuery[] queries, VectorFormat format, int width)
    {
        (this.width, stride) = (width, queries[0].Numbers.Length);
        // Halves are widened to what they are, without the factor that DotKernel.Half needs.
        var unit = format == VectorFormat.Float16 ? 1 / DotKernel.HalfQueryFactor : 1;
        Panels = (queries.Length + width - 1) / width;
        numbers = new float[(long)Panels * stride * width];
        Factors = new float[Places];
        Lengths = new double[queries.Length];
        for (var q = 0; q < queries.Length; q++)
        {
            var panel = numbers.AsSpan(q / width * stride * width);
            var squares = 0.0;
            for (var i = 0; i < stride; i++)
            {
                var number = queries[q].Numbers[i] * unit;
                panel[i * width + q % width] = number;
                squares += (double)number * number;
            }

            Factors[q] = queries[q].Factor;
            Lengths[q] = Math.Sqrt(squares) * queries[q].Factor;
        }
    }

    /// <summary>How many there are.</summary>
    public int Panels { get; }

    /// <summary>Places for a product with each query; the last panel is filled up with zeros.</summary>
    public int Places => Panels * width;

    /// <summary>What products of half-precision rows are multiplied by, besides the scale of the row.</summary>
    public float[] Factors { get; }

    /// <summary>Of each query as a vector, its factor included.</summary>
    public double[] Lengths { get; }

    /// <summary>A panel from one of its numbers on.</summary>
    public ReadOnlySpan<float> From(int panel, int number) => numbers.AsSpan((panel * stride + number) * width);
}
