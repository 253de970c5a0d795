namespace Vitrine.Search.Traits;

/// <summary>
/// How likely each product has each value of each trait, as photo and title show it: the <see cref="Kept"/> likeliest values of a trait, and what the store itself says. 14 bytes a trait and
/// product.
/// </summary>
public sealed class ProductTraits
{
    /// <summary>Values kept of a trait; the rest of a probability is shared by all others.</summary>
    internal const int Kept = 4;

    private readonly short[][] likeliest;    // [trait][row × Kept]
    private readonly byte[][] probabilities; // [trait][row × Kept]
    private readonly short[][] said;         // [trait][row]

    internal ProductTraits(IReadOnlyList<Trait> traits, int rows, short[][] likeliest, byte[][] probabilities, short[][] said) =>
        (Traits, Rows, this.likeliest, this.probabilities, this.said) = (traits, rows, likeliest, probabilities, said);

    /// <summary>What the store itself says, where no model tells more.</summary>
    internal static ProductTraits OfLabels(TraitLabels labels, int rows)
    {
        var nothing = new short[rows * Kept];
        nothing.AsSpan().Fill(TraitLabels.Unknown);
        return new ProductTraits(labels.Traits, rows, [.. labels.Traits.Select(_ => nothing)], [.. labels.Traits.Select(_ => new byte[rows * Kept])], [.. labels.ByRow]);
    }

    /// <summary>Whether photo and title tell any of them, and not the store alone.</summary>
    internal bool AreLearned => Array.Exists(probabilities, shares => shares.AsSpan().ContainsAnyExcept((byte)0));

    /// <summary>The traits.</summary>
    public IReadOnlyList<Trait> Traits { get; }

    /// <summary>Rows of the store.</summary>
    public int Rows { get; }

    /// <summary>The likeliest value of a trait of a product, and how likely it is; null where nothing is known of it.</summary>
    public (string Value, float Probability)? Likeliest(int trait, int row) =>
        likeliest[trait][row * Kept] is >= 0 and var value ? (Traits[trait].Values[value], probabilities[trait][row * Kept] / 255f) : null;

    /// <summary>These traits for another number of rows, to be changed in their <see cref="Columns"/>; of rows that are new nothing is known.</summary>
    internal ProductTraits For(int rows) => new(Traits, rows,
        Array.ConvertAll(likeliest, column => Resized(column, rows * Kept, TraitLabels.Unknown)), Array.ConvertAll(probabilities, column => Resized(column, rows * Kept, (byte)0)),
        Array.ConvertAll(said, column => Resized(column, rows, TraitLabels.Unknown)));

    private static T[] Resized<T>(T[] column, int length, T unknown)
    {
        var resized = new T[length];
        Array.Copy(column, resized, Math.Min(length, column.Length));
        if (length > column.Length)
            resized.AsSpan(column.Length).Fill(unknown);
        return resized;
    }

    /// <summary>Of one trait: numbers of its likeliest values, [rows × <see cref="Kept"/>]; how likely, in 255ths; and the number of what the store says. Negative: none.</summary>
    internal (short[] Likeliest, byte[] Probabilities, short[] Said) Columns(int trait) => (likeliest[trait], probabilities[trait], said[trait]);
}
