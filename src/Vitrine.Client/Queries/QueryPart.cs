namespace Vitrine.Client.Queries;

/// <summary>A part of a query: one of <see cref="Text"/>, <see cref="Image"/> and <see cref="Like"/>, and how much it counts beside the others.</summary>
public sealed record QueryPart
{
    /// <summary>Words.</summary>
    public string? Text { get; init; }

    /// <summary>A picture file.</summary>
    public byte[]? Image { get; init; }

    /// <summary>The id of a product.</summary>
    public string? Like { get; init; }

    /// <summary>How much it counts, other than 0, from -100 to 100; negative: less of this. Default 1.</summary>
    public float Weight { get; init; } = 1;
}
