using Vitrine.Tensors;

namespace Vitrine.Catalogue.Text;

/// <summary>Draws from a fixed discrete distribution in constant time (Walker's alias method, as built by Vose, 1991).</summary>
internal sealed class AliasTable
{
    private readonly double[] threshold;
    private readonly int[] alias;

    /// <summary>Prepares draws in proportion to the weights, of which at least one must be positive.</summary>
    internal AliasTable(ReadOnlySpan<double> weights)
    {
        threshold = new double[weights.Length];
        alias = new int[weights.Length];
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;

        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < weights.Length; i++)
        {
            alias[i] = i;
            threshold[i] = weights[i] * weights.Length / sum;
            (threshold[i] < 1 ? small : large).Push(i);
        }

        // Every column holds 1: what a small one lacks is taken from a large one.
        while (small.Count > 0 && large.Count > 0)
        {
            var (poor, rich) = (small.Pop(), large.Pop());
            alias[poor] = rich;
            threshold[rich] -= 1 - threshold[poor];
            (threshold[rich] < 1 ? small : large).Push(rich);
        }

        // Left over by rounding only.
        foreach (var rest in small)
            threshold[rest] = 1;
    }

    internal int Draw(RandomSource random)
    {
        var column = random.NextInt(threshold.Length);
        return random.NextDouble() < threshold[column] ? column : alias[column];
    }
}
