namespace Vitrine.Models.Contract;

/// <summary>What may order products inside of a category by their codes.</summary>
public enum OrderWithin
{
    /// <summary>How many attribute values two products share.</summary>
    Attributes,

    /// <summary>A photo and its own title belong together, more than with others of the category.</summary>
    Contrastive,
}

/// <summary>Departures of HiCHNet's training from its preset, by the letters of the paper. What is null is the preset's.</summary>
public sealed record HashingOptions
{
    /// <summary>ρ_k, how much each layer counts, coarse first; one number for each layer.</summary>
    public IReadOnlyList<float>? Rho { get; init; }

    /// <summary>λ, the share of the classification, 0 to 1.</summary>
    public float? Lambda { get; init; }

    /// <summary>α, the weight of the binarisation difference.</summary>
    public float? Alpha { get; init; }

    /// <summary>β, the weight of the balance of bits.</summary>
    public float? Beta { get; init; }

    /// <summary>Bits of each layer, coarse first; their sum is the length of the code.</summary>
    public IReadOnlyList<int>? BitSplit { get; init; }

    /// <summary>Photos and texts are driven to signs of their own, instead of to common ones of the pair.</summary>
    public bool SeparateSigns { get; init; }

    /// <summary>A part of the code that orders products of one category; null: there is none.</summary>
    public OrderWithin? OrderWithin { get; init; }

    /// <summary>What a model's name says of them.</summary>
    internal IEnumerable<string> Marks()
    {
        if (Rho is not null)
            yield return FormattableString.Invariant($"rho-{string.Join('-', Rho.Select(rho => FormattableString.Invariant($"{rho}")))}");
        if (Lambda is not null)
            yield return FormattableString.Invariant($"lambda-{Lambda}");
        if (Alpha is not null)
            yield return FormattableString.Invariant($"alpha-{Alpha}");
        if (Beta is not null)
            yield return FormattableString.Invariant($"beta-{Beta}");
        if (BitSplit is not null)
            yield return $"split-{string.Join('-', BitSplit)}";
        if (SeparateSigns)
            yield return "separate-signs";
        if (OrderWithin is not null)
            yield return $"order-{OrderWithin.ToString()!.ToLowerInvariant()}";
    }
}
