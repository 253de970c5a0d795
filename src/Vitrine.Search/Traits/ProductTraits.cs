namespace Vitrine.Search.Traits;

/// <summary>
/// How likely each product has each value of each trait, as photo and title show it: the <see cref="Kept"/> likeliest values of a trait, and what the store itself says. 14 bytes a trait and
/// product.
/// </summary>
public sealed class ProductTraits
{
    /// <summary>Values kept of a trait; the rest of a probability is shared by all others.</summary>
    internal const int Kept = 4;

    // Stores err, and "maroon" looks like "burgundy": where nothing else is there, what looks like it comes first.
    private const float Doubt = 0.25f;

    private readonly short[][] likeliest;    // [trait][row × Kept]
    private readonly byte[][] probabilities; // [trait][row × Kept]
    private readonly short[][] said;         // [trait][row]

    internal ProductTraits(IReadOnlyList<Trait> traits, int rows, short[][] likeliest, byte[][] probabilities, short[][] said) =>
        (Traits, Rows, this.likeliest, this.probabilities, this.said) = (traits, rows, likeliest, probabilities, said);

    /// <summary>The traits.</summary>
    public IReadOnlyList<Trait> Traits { get; }

    /// <summary>Rows of the store.</summary>
    public int Rows { get; }

    /// <summary>How likely a product has one of some values of a trait, 0 to 1.</summary>
    /// <param name="trait">Its number.</param>
    /// <param name="row">The product.</param>
    /// <param name="isWanted">For each value of the trait whether it counts.</param>
    /// <param name="believesStore">Whether what the store says of the product goes before what was learned: a kind that it says is the kind; an attribute that it says to be something else has a quarter of what photo and title show.</param>
    public float Probability(int trait, int row, ReadOnlySpan<bool> isWanted, bool believesStore) =>
        ShareOf(trait, row, isWanted, believesStore, isWanted.Count(true), Math.Max(1, Traits[trait].Values.Count - Kept));

    private float ShareOf(int trait, int row, ReadOnlySpan<bool> isWanted, bool believesStore, int wanted, int others)
    {
        var doubt = 1f;
        if (believesStore && said[trait][row] is not TraitLabels.Unknown and var known)
        {
            if (known >= 0 && isWanted[known])
                return 1;
            // A boot is no shirt, whatever it looks like. But a "ruby" that few have may well be red.
            if (Traits[trait].IsKind)
                return 0;
            doubt = Doubt;
        }

        var values = likeliest[trait].AsSpan(row * Kept, Kept);
        var shares = probabilities[trait].AsSpan(row * Kept, Kept);
        var (sum, rest, restWanted) = (0, 255, wanted);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not (>= 0 and var value))
                continue;
            rest -= shares[i];
            if (!isWanted[value])
                continue;
            sum += shares[i];
            restWanted--;
        }

        return doubt * (sum + Math.Max(0, rest) * (float)Math.Max(0, restWanted) / others) / 255;
    }

    /// <summary>Raises a number of each product to its <see cref="Probability"/> of what words name, where that is larger.</summary>
    /// <param name="best">By row.</param>
    /// <param name="reading">What they name.</param>
    /// <param name="believesStore">As above.</param>
    internal void Raise(Span<float> best, TraitReading reading, bool believesStore)
    {
        var (trait, isWanted, fits) = reading;
        var (wanted, others) = (isWanted.AsSpan().Count(true), Math.Max(1, Traits[trait].Values.Count - Kept));
        for (var row = 0; row < Rows; row++)
            best[row] = Math.Max(best[row], fits * ShareOf(trait, row, isWanted, believesStore, wanted, others));
    }

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
