using System.Text.Json.Serialization;
using Vitrine.Search;
using Vitrine.Search.Shop;

namespace Vitrine.Server.Products;

/// <summary>A product as a list of hits shows it.</summary>
internal record HitBody
{
    /// <summary>The shop's own id.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Names from coarse to fine.</summary>
    public required IReadOnlyList<string> Category { get; init; }

    /// <summary>That it is what was asked for, 0 to 1; of searches by words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Probability { get; init; }

    /// <summary>Inner product of vectors; of searches by pictures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Score { get; init; }

    /// <summary>Bits of codes that differ; of searches by pictures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Distance { get; init; }

    /// <summary>False for what is less probable than 19 in 20 of the right ones.</summary>
    public bool IsLikely { get; init; } = true;

    /// <summary>Attribute name to its value, or to an array where it has several.</summary>
    public required IReadOnlyDictionary<string, object> Attributes { get; init; }

    /// <summary>Name to number, such as "price".</summary>
    public required IReadOnlyDictionary<string, double> Numbers { get; init; }

    /// <summary>The path of its main photo; null where it has none.</summary>
    public string? Image { get; init; }

    /// <summary>What each signal adds to the log-odds; where an explanation is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShareBody>? Shares { get; init; }

    /// <summary>What makes up its likeness to pictures that were asked for; where an explanation is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplanationBody? Explanation { get; init; }

    /// <summary>A hit of a search.</summary>
    /// <param name="hit">The hit.</param>
    /// <param name="isLikely">Whether it is.</param>
    /// <param name="isExplained">Whether shares are wanted.</param>
    public static HitBody Of(ProductHit hit, bool isLikely, bool isExplained)
    {
        var match = hit.Nearness as MatchProbability;
        return new HitBody
        {
            Id = hit.Product.Id,
            Title = hit.Product.Title,
            Category = hit.CategoryPath,
            Probability = match is null ? null : Math.Round(match.Value, 4),
            Score = hit.Nearness switch
            {
                VectorScore vector => Math.Round(vector.Score, 6),
                KeywordScore words => Math.Round(words.Score, 6),
                _ => null,
            },
            Distance = (hit.Nearness as CodeDistance)?.Distance,
            IsLikely = isLikely,
            Attributes = ProductFields.AttributesOf(hit.Product.Attributes),
            Numbers = hit.Product.Numbers,
            Image = ProductFields.ImageOf(hit.Product),
            Shares = isExplained && match is not null ? [.. match.Shares.Select(share => new ShareBody(share.Signal, share.LogOdds))] : null,
        };
    }
}

/// <summary>What one signal says of a hit.</summary>
/// <param name="Signal">Its name: "words", "photo".</param>
/// <param name="LogOdds">What it adds.</param>
internal sealed record ShareBody(string Signal, double LogOdds);
