using System.Text.Json.Serialization;
using Vitrine.Models.Contract;
using Vitrine.Search.Shop;
using Vitrine.Server.Products;

namespace Vitrine.Server.Searching;

/// <summary>What a search found.</summary>
internal sealed record SearchBody
{
    /// <summary>The model behind it; null where words search alone.</summary>
    public string? Model { get; init; }

    /// <summary>How the query was read.</summary>
    public required UnderstoodBody Understood { get; init; }

    /// <summary>Likely products on all pages.</summary>
    public required long Total { get; init; }

    /// <summary>Whether that is all that there are; otherwise there may be more.</summary>
    public required bool IsTotalExact { get; init; }

    /// <summary>The share of the products nearest by the model that the search found on average, as measured; left out where it is exact, as in shops of fewer than 50,000 products.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Recall { get; init; }

    /// <summary>The wanted page, the best first; products that are less likely stand behind the others.</summary>
    public required IReadOnlyList<HitBody> Hits { get; init; }

    /// <summary>How what was found divides, one for each facet that was asked for.</summary>
    public required IReadOnlyList<FacetBody> Facets { get; init; }

    /// <summary>How picture and words of each change were weighed; empty where nothing was changed.</summary>
    public required IReadOnlyList<WeightsBody> Weights { get; init; }

    /// <summary>Where the shop's rules send whoever asks this; null: nowhere.</summary>
    public RedirectBody? Redirect { get; init; }

    /// <summary>The shop's rules that hold for the query; where an explanation is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleBody>? Rules { get; init; }

    /// <summary>From the request's arrival to this.</summary>
    public double Milliseconds { get; init; }

    /// <summary>The milliseconds of each stage; where they are asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimingsBody? Timings { get; init; }

    /// <summary>An answer of the shop.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="isExplained">Whether shares are wanted.</param>
    /// <param name="explanations">Of its first hits, where pictures were asked for.</param>
    public static SearchBody Of(ShopAnswer answer, bool isExplained, IReadOnlyList<Explanation> explanations) => new()
    {
        Model = answer.Model,
        Understood = new UnderstoodBody(answer.Understood.Text, answer.Understood.Notes),
        Total = answer.Total,
        IsTotalExact = answer.IsTotalExact,
        Recall = answer.Recall < 1 ? Math.Round(answer.Recall, 4) : null,
        Hits =
        [
            .. answer.Hits.Select(hit => HitBody.Of(hit, isLikely: true, isExplained)).Concat(answer.LessLikely.Select(hit => HitBody.Of(hit, isLikely: false, isExplained)))
                .Select((hit, i) => i < explanations.Count ? hit with { Explanation = ExplanationBody.Of(explanations[i]) } : hit),
        ],
        Facets = [.. answer.Facets.Select(FacetBody.Of)],
        Weights = [.. answer.Changes.Select(change => new WeightsBody(Math.Round(change.Image, 4), Math.Round(change.Text, 4)))],
        Redirect = answer.Rules.Redirect is { } target ? new RedirectBody(target.Place, target.IsBranch) : null,
        Rules = isExplained ? [.. answer.Rules.Rules.Select(rule => new RuleBody(rule.Rule.Text, rule.Why, rule.Effect))] : null,
    };
}

/// <summary>How a query was read.</summary>
/// <param name="Text">The words that are searched for.</param>
/// <param name="Notes">A sentence for everything that was read in another way than it was typed.</param>
internal sealed record UnderstoodBody(string Text, IReadOnlyList<string> Notes);

/// <summary>What a picture and the words that change it count; they add up to 1.</summary>
/// <param name="Image">Of the picture.</param>
/// <param name="Text">Of the words.</param>
internal sealed record WeightsBody(double Image, double Text);

/// <summary>Where people are sent.</summary>
/// <param name="Place">A web address, or a branch of the category tree.</param>
/// <param name="IsBranch">Whether it is a branch.</param>
internal sealed record RedirectBody(string Place, bool IsBranch);

/// <summary>A rule of the shop that holds for a query.</summary>
/// <param name="Text">As the shop wrote it.</param>
/// <param name="Why">Why it holds.</param>
/// <param name="Effect">What it does.</param>
internal sealed record RuleBody(string Text, string Why, string Effect);

/// <summary>Milliseconds of the stages of an answer.</summary>
/// <param name="Read">Receiving and reading the request, pictures checked.</param>
/// <param name="Search">Understanding, ranking, counting, and reading the hits from the store.</param>
/// <param name="Show">Making the answer.</param>
internal sealed record TimingsBody(double Read, double Search, double Show);
