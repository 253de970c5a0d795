using Vitrine.Search.Log;
using Vitrine.Search.Shop;

namespace Vitrine.Server.Operation;

/// <summary>A shop as its keeper sees it.</summary>
internal sealed record ShopBody
{
    public required int Products { get; init; }

    /// <summary>Photos of products; one that several share counts for each.</summary>
    public required int Photos { get; init; }

    public required int Categories { get; init; }

    /// <summary>Layers of the category tree.</summary>
    public required int Layers { get; init; }

    public required IReadOnlyList<ModelBody> Models { get; init; }

    /// <summary>What a training of the shop tried.</summary>
    public required IReadOnlyList<ChoiceBody> Choices { get; init; }

    /// <summary>How good its search is on products it never saw, a sentence each.</summary>
    public required IReadOnlyList<string> Verdict { get; init; }

    /// <summary>How well codes use their bits, of each model that gives codes.</summary>
    public required IReadOnlyList<CodesBody> Codes { get; init; }

    public required LatencyBody Latency { get; init; }

    /// <summary>What was asked in the last 30 days; null where queries are not written down.</summary>
    public QueriesBody? Queries { get; init; }
}

/// <summary>One thing that was tried.</summary>
/// <param name="What">In a few words.</param>
/// <param name="Figure">What was measured, in words.</param>
/// <param name="IsUsed">Whether the shop uses it.</param>
/// <param name="Curve">Of a model: how many titles of products it did not see find their photo among the first hits, for more and more of these; empty where it was not measured.</param>
internal sealed record ChoiceBody(string What, string Figure, bool IsUsed, IReadOnlyList<FoundShareBody> Curve)
{
    public static ChoiceBody Of(ShopChoice choice) => new(choice.What, choice.Figure, choice.IsUsed, [.. choice.Curve.Select(point => new FoundShareBody(point.Among, Math.Round(point.Share, 4), Math.Round(point.Chance, 4)))]);
}

/// <summary>How often what is looked for is among the first hits.</summary>
/// <param name="Among">So many of them.</param>
/// <param name="Share">Of the queries, 0 to 1.</param>
/// <param name="Chance">The same of a random order.</param>
internal sealed record FoundShareBody(int Among, double Share, double Chance);

/// <summary>How fast searches are answered.</summary>
/// <param name="Searches">Since the start.</param>
/// <param name="P50">Milliseconds within which half of the last 1,024 were answered; null where there was none.</param>
/// <param name="P99">The same of 99 in 100.</param>
internal sealed record LatencyBody(long Searches, double? P50, double? P99);

/// <summary>What people asked.</summary>
/// <param name="Asked">Queries in all.</param>
/// <param name="MostWanted">Those that were asked most.</param>
/// <param name="NeverFound">Those of them that never found anything.</param>
internal sealed record QueriesBody(long Asked, IReadOnlyList<AskedBody> MostWanted, IReadOnlyList<AskedBody> NeverFound)
{
    public static QueriesBody Of(QueryReport report) => new(report.Queries, [.. report.MostWanted.Select(AskedBody.Of)], [.. report.NeverFound.Select(AskedBody.Of)]);
}

/// <summary>One text that was asked for.</summary>
/// <param name="Text">As it was typed last.</param>
/// <param name="Asked">How often.</param>
/// <param name="Found">How often it found anything.</param>
internal sealed record AskedBody(string Text, long Asked, long Found)
{
    public static AskedBody Of(AskedText text) => new(text.Text, text.Asked, text.Found);
}

/// <summary>What products can be filtered, counted and sorted by.</summary>
/// <param name="Fields">The category first, then those of most products.</param>
internal sealed record FieldsBody(IReadOnlyList<FieldBody> Fields);

/// <summary>A field.</summary>
/// <param name="Name">The shop's own name.</param>
/// <param name="Kind">"keywords", "path" (the category) or "number".</param>
/// <param name="IsFacet">Whether the facets ["*"] have it.</param>
internal sealed record FieldBody(string Name, string Kind, bool IsFacet);
