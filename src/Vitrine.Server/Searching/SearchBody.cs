using Vitrine.Server.Products;

namespace Vitrine.Server.Searching;

/// <summary>What a search found.</summary>
internal sealed record SearchBody
{
    /// <summary>The model behind it; null where words search alone.</summary>
    public string? Model { get; init; }

    public required UnderstoodBody Understood { get; init; }

    /// <summary>The best first.</summary>
    public required IReadOnlyList<HitBody> Hits { get; init; }

    public required double Milliseconds { get; init; }
}

/// <summary>How a query was read.</summary>
/// <param name="Text">The words that are searched for.</param>
/// <param name="Notes">A sentence for everything that was read in another way than it was typed.</param>
internal sealed record UnderstoodBody(string Text, IReadOnlyList<string> Notes);
