using System.ComponentModel;

namespace Vitrine.Server.Searching;

/// <summary>What a client asks for.</summary>
internal sealed record SearchRequest
{
    [Description("Words as a customer types them, such as \"red dress under 50\".")]
    public string? Text { get; init; }

    [Description("Words that no hit may have.")]
    public string? Not { get; init; }

    [Description("true or false: take every word as it is typed, mend no slip and read no condition.")]
    public bool AsTyped { get; init; }

    [Description("A branch of the category tree, \"Apparel/Topwear\".")]
    public string? Category { get; init; }

    [Description("Hits to pass over, a whole number from 0 to 10,000.")]
    public int Offset { get; init; }

    [Description("Hits wanted, a whole number from 1 to 200.")]
    public int Count { get; init; } = 24;

    [Description("true or false: say what each signal adds to a hit.")]
    public bool Explain { get; init; }
}
