namespace Vitrine.Search.Traits;

/// <summary>
/// How likely products have one of the values that a reading names, times how well these fit. Where it is believed, what the store says of a product goes before what was learned: a kind that it says is the kind; an
/// attribute that it says to be something else has a quarter of what photo and title show.
/// </summary>
internal sealed class TraitShare
{
    // Stores err, and "maroon" looks like "burgundy": where nothing else is there, what looks like it comes first.
    private const float Doubt = 0.25f;

    private readonly short[] likeliest, said;
    private readonly byte[] probabilities;
    private readonly byte[] counts; // by the number of a value and one: all bits of what is wanted, none of the others
    private readonly int wanted, others;
    private readonly bool believesStore, isKind;
    private readonly float fits;

    /// <param name="traits">Of all products.</param>
    /// <param name="reading">What is wanted.</param>
    /// <param name="believesStore">As <see cref="TraitSignal"/> has it.</param>
    public TraitShare(ProductTraits traits, TraitReading reading, bool believesStore)
    {
        (likeliest, probabilities, said) = traits.Columns(reading.Trait);
        var values = traits.Traits[reading.Trait].Values.Count;
        counts = new byte[values + 1];
        for (var value = 0; value < values; value++)
            counts[value + 1] = reading.IsWanted[value] ? byte.MaxValue : (byte)0;
        (wanted, others, fits) = (reading.IsWanted.AsSpan().Count(true), Math.Max(1, values - ProductTraits.Kept), reading.Fits);
        (this.believesStore, isKind) = (believesStore, traits.Traits[reading.Trait].IsKind);
    }

    /// <summary>Whether the store says that a product has such a value, and these fit wholly.</summary>
    public bool IsSaid(int row) => believesStore && fits >= 1 && said[row] is >= 0 and var known && counts[known + 1] != 0;

    /// <summary>That of a product, 0 to 1.</summary>
    /// <param name="row">The product.</param>
    /// <param name="isOfOtherKind">Whether the value names a kind too, and the store says that the product is of another: a child seat of the tag "family" is no tent, though a few seats might be.</param>
    public float Of(int row, bool isOfOtherKind = false)
    {
        var doubt = 1f;
        if (believesStore && said[row] is not TraitLabels.Unknown and var known)
        {
            if (known >= 0 && counts[known + 1] != 0)
                return fits;
            // A boot is no shirt, whatever it looks like. But a "ruby" that few have may well be red.
            if (isKind)
                return 0;
            doubt = Doubt;
        }

        var values = likeliest.AsSpan(row * ProductTraits.Kept, ProductTraits.Kept);
        // Where nobody has looked at the product, what the store says is all that is known.
        if (isOfOtherKind && doubt < 1 && values[0] < 0)
            return 0;
        var shares = probabilities.AsSpan(row * ProductTraits.Kept, ProductTraits.Kept);
        var (sum, rest, restWanted) = (0, (int)byte.MaxValue, wanted);
        for (var i = 0; i < ProductTraits.Kept; i++)
        {
            var share = shares[i] & ~(values[i] >> 31); // of no value: nothing
            var counted = counts[values[i] + 1];
            rest -= share;
            sum += share & counted;
            restWanted -= counted & 1;
        }

        return fits * (doubt * (sum + Math.Max(0, rest) * (float)Math.Max(0, restWanted) / others) / byte.MaxValue);
    }
}
