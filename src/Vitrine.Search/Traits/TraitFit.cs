using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>How well products fit one thing that a query asks for, as a logarithm: 0 those that do, less the others.</summary>
internal sealed class TraitFit
{
    // What the learner holds for impossible still is in one of so many cases: a byte says no less.
    private const float Least = 1f / 256;

    // Who asks for a red dress where there is none would sooner have a blue one than red boots.
    private const float LeastOfKind = Least / 16;

    // Other things may be for USB than USB Flash Drives.
    private const float LeastOfHint = 1f / 8;

    private readonly AskedTrait asked;
    private readonly TraitShare[] shares;
    private readonly float least, namedFit;
    private readonly short[]? saidKinds, mixedKinds; // where kinds alone are asked for; where a kind is asked for that is the value of an attribute too
    private readonly float[] ofSaidKind = []; // best fit by the number of what the store says

    /// <param name="traits">Of all products.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="believesStore">As <see cref="TraitSignal"/> has it.</param>
    public TraitFit(ProductTraits traits, AskedTrait asked, bool believesStore)
    {
        this.asked = asked;
        shares = [.. asked.Readings.Select(reading => new TraitShare(traits, reading, believesStore))];
        var kinds = asked.Readings.Where(reading => traits.Traits[reading.Trait].IsKind).ToArray();
        least = asked.IsHint ? LeastOfHint : kinds.Length > 0 ? LeastOfKind : Least;
        (Unlikely, namedFit) = (MathF.Log(least), asked.NamedFit);
        IsOfKind = kinds.Length > 0 && !asked.IsHint;
        if (!believesStore || kinds.Length == 0)
            return;
        if (kinds.Length < asked.Readings.Count)
        {
            mixedKinds = IsOfKind ? traits.Columns(kinds[0].Trait).Said : null;
            return;
        }

        saidKinds = traits.Columns(kinds[0].Trait).Said;
        ofSaidKind = new float[traits.Traits[kinds[0].Trait].Values.Count];
        foreach (var (_, isWanted, fits) in kinds)
        {
            for (var value = 0; value < ofSaidKind.Length; value++)
                ofSaidKind[value] = isWanted[value] ? Math.Max(ofSaidKind[value], fits) : ofSaidKind[value];
        }
    }

    /// <summary>What most products have: those that hardly fit.</summary>
    public float Unlikely { get; }

    /// <summary>Whether it is asked what a product is, and the store mostly says it.</summary>
    public bool IsOfKind { get; }

    /// <summary>The products that may fit better than <see cref="Unlikely"/>; others do not.</summary>
    /// <param name="rows">Of all products.</param>
    public RowSet Likely(int rows)
    {
        if (saidKinds is null)
            return RowSet.Where(rows, row => Of(row) > Unlikely);
        var isLikely = Array.ConvertAll(ofSaidKind, fits => asked.Others * fits > least);
        var likely = new RowSet(rows);
        for (var row = 0; row < rows; row++)
        {
            if (saidKinds[row] is var said && (said >= 0 ? isLikely[said] : said == TraitLabels.Unknown))
                likely.Add(row);
        }

        if (asked.Own is not null)
            likely.Or(asked.Own);
        if (asked.Named is not null && namedFit > least)
            likely.Or(asked.Named);
        return likely;
    }

    /// <summary>Whether the store itself says of a product all that is asked for, so that it fits as well as any.</summary>
    public bool IsSaid(int row)
    {
        if (asked.Own?.Contains(row) == true)
            return true;
        if (asked.Others < 1)
            return false;
        if (saidKinds is not null)
            return saidKinds[row] is >= 0 and var said && ofSaidKind[said] >= 1;
        return Array.Exists(shares, share => share.IsSaid(row));
    }

    /// <summary>That of a product.</summary>
    public float Of(int row)
    {
        // As a product is called, so it is.
        var fits = asked.Others * Best(row);
        if (fits < namedFit && asked.Named?.Contains(row) == true)
            fits = namedFit;
        return fits >= 1 || asked.Own?.Contains(row) == true ? 0 : fits <= least ? Unlikely : MathF.Log(fits);
    }

    private float Best(int row)
    {
        // Of nearly all products the store says what they are, and that decides.
        if (saidKinds is not null && saidKinds[row] is not TraitLabels.Unknown and var said)
            return said >= 0 ? ofSaidKind[said] : 0;
        var (best, isOfOtherKind) = (0f, mixedKinds is not null && mixedKinds[row] != TraitLabels.Unknown);
        foreach (var share in shares)
            best = Math.Max(best, share.Of(row, isOfOtherKind));
        return best;
    }
}
