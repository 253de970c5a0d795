namespace Vitrine.Client.Queries;

/// <summary>
/// What is looked for: words; pictures or products to start from; or these and words that say what to change. Without any of it, all products that pass the filters. What is null is left to
/// the server.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Words as a customer types them; with a start: what to change.</summary>
    public string? Text { get; init; }

    /// <summary>Words that no hit may have.</summary>
    public string? Not { get; init; }

    /// <summary>Whether words are taken as they are typed: no slip is mended and no condition read. Default false.</summary>
    public bool AsTyped { get; init; }

    /// <summary>Picture files to start from: JPEG, PNG, WebP, GIF, TIFF or AVIF.</summary>
    public IReadOnlyList<byte[]>? Images { get; init; }

    /// <summary>Ids of products to start from.</summary>
    public IReadOnlyList<string>? Like { get; init; }

    /// <summary>Words, pictures and products to start from, each with a weight.</summary>
    public IReadOnlyList<QueryPart>? Parts { get; init; }

    /// <summary>A vector that the shop's model for pictures made, such as <see cref="Answers.Encoded.Vector"/>; alone, with filters, facets and an order.</summary>
    public IReadOnlyList<float>? Vector { get; init; }

    /// <summary>The same of a model that gives codes, such as <see cref="Answers.Encoded.Code"/>.</summary>
    public byte[]? Code { get; init; }

    /// <summary>How much pictures and products count beside the words, 0 to 1.</summary>
    public float? ImageWeight { get; init; }

    /// <summary>A branch of the category tree, from the root.</summary>
    public IReadOnlyList<string>? Category { get; init; }

    /// <summary>What is asked of fields, by their names.</summary>
    public IReadOnlyDictionary<string, FieldFilter>? Filters { get; init; }

    /// <summary>Fields whose values are counted over all that is found; "*" alone for all that are worth it.</summary>
    public IReadOnlyList<string>? Facets { get; init; }

    /// <summary>A field of numbers to order by, with '-' before it for the largest first.</summary>
    public string? Sort { get; init; }

    /// <summary>What a hit has to reach: a probability from 0 to 1 of words, an inner product of pictures, or of codes the bits that may differ at most.</summary>
    public double? CutOff { get; init; }

    /// <summary>A field of texts of whose values only the best hit is shown, such as the brand.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Hits to pass over, 0 to 10,000. Default 0.</summary>
    public int Offset { get; init; }

    /// <summary>Hits wanted, 1 to 200.</summary>
    public int? Count { get; init; }

    /// <summary>Whether the answer says what each signal adds to a hit. Default false.</summary>
    public bool Explain { get; init; }
}
