namespace Vitrine.Search.Queries;

/// <summary>Something that products are asked for by: their kind (the name of the finest category) or an attribute.</summary>
internal sealed class Aspect
{
    private readonly int[] firsts; // [products + 1]: where the values of a row begin
    private readonly int[] values;

    /// <param name="name">As the shop calls it.</param>
    /// <param name="isKind">Whether it names what the product is.</param>
    /// <param name="wordings">The words for each value.</param>
    /// <param name="firsts">[products + 1] Where the values of a row begin.</param>
    /// <param name="values">Numbers of values, row after row.</param>
    public Aspect(string name, bool isKind, IReadOnlyList<string> wordings, int[] firsts, int[] values) =>
        (Name, IsKind, Wordings, this.firsts, this.values) = (name, isKind, wordings, firsts, values);

    public string Name { get; }

    public bool IsKind { get; }

    /// <summary>What a shopper types for each value.</summary>
    public IReadOnlyList<string> Wordings { get; }

    /// <summary>Products of the shop.</summary>
    public int Rows => firsts.Length - 1;

    /// <summary>The values of a product; empty where it has none that could be asked for.</summary>
    public ReadOnlySpan<int> Of(int row) => values.AsSpan(firsts[row]..firsts[row + 1]);

    /// <summary>The products that have a value, by rising row.</summary>
    public IEnumerable<int> RowsOf(int value)
    {
        for (var row = 0; row < Rows; row++)
        {
            if (Of(row).Contains(value))
                yield return row;
        }
    }
}
