using Vitrine.Models.Contract;
using Vitrine.Search.Fields;

namespace Vitrine.Search.Shop;

/// <summary>What somebody asks a shop for: words, pictures or products to start from, or these and words that change them. Of none of it all products that pass are shown.</summary>
public sealed record ShopQuery
{
    /// <summary>Words as a customer types them; with <see cref="Starts"/>: what to change. Null for none.</summary>
    public string? Text { get; init; }

    /// <summary>Pictures (<see cref="PicturePart"/>) or products (<see cref="ShopSearch.Like"/>) to start from; what they have in common counts. None by default.</summary>
    public IReadOnlyList<QueryPart> Starts { get; init; } = [];

    /// <summary>What the model for pictures made of something elsewhere, as <see cref="ShopSearch.Encode"/> makes it: compared with photos as it is, in place of <see cref="Text"/>, <see cref="Starts"/> and <see cref="Not"/>. Null for none.</summary>
    public EncodedQuery? Encoded { get; init; }

    /// <summary>How much <see cref="Starts"/> count beside <see cref="Text"/>, 0 to 1; null: as the model sees fit, half where it has not learned to change things.</summary>
    public float? ImageWeight { get; init; }

    /// <summary>Words that no hit may have; null for none. The text may say so itself: "dress without sleeves".</summary>
    public string? Not { get; init; }

    /// <summary>Whether every word is taken as it was typed, which takes back what was read otherwise. Default: slips are mended, and "under 50" or "without hood" are conditions.</summary>
    public bool IsAsTyped { get; init; }

    /// <summary>Whether the shop's rules (<see cref="Rules.RuleFile"/>) are left out. Default: they hold.</summary>
    public bool IgnoresRules { get; init; }

    /// <summary>Hits wanted; fewer come back when fewer products pass the filter. Default: 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Hits to pass over: those of the pages before. Default: 0.</summary>
    public int Offset { get; init; }

    /// <summary>Only products below this branch of the category tree, see <see cref="CategoryFilter.Under"/>; null for all.</summary>
    public string? Category { get; init; }

    /// <summary>What is asked of fields, by their names (<see cref="ShopSearch.Fields"/>); all of it has to hold. Nothing by default.</summary>
    public IReadOnlyDictionary<string, FieldCondition> Where { get; init; } = new Dictionary<string, FieldCondition>();

    /// <summary>
    /// Fields whose values are counted over all that is found. A field that <see cref="Where"/> asks something of is counted as if it did not, so that its other values can be chosen. <see cref="FacetChoice.Fitting"/> stands for those that fit what is found. None by default.
    /// </summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <summary>
    /// What a hit has to reach: the probability that it is what the words ask for, 0 to 1; of pictures the inner product, or of codes the bits that may differ at most. Null: no hit is left out, and those of words below what
    /// was chosen on validation stand apart.
    /// </summary>
    public double? CutOff { get; init; }

    /// <summary>A field of texts of whose values only the best hit is shown, such as the brand; products without a value all are. Null: none.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Another order of what is likely to be asked for than by how likely it is; null for none.</summary>
    public SortBy? Sort { get; init; }
}
