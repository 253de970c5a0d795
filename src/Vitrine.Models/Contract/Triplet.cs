namespace Vitrine.Models.Contract;

/// <summary>A reference picture, words that say what to change, and the items that are right: what composed retrieval learns from and is measured by.</summary>
/// <param name="Reference">The item whose photo is shown.</param>
/// <param name="Phrasings">The change in words, one or more that say the same. A query says the first; a training takes each as often.</param>
/// <param name="Targets">Items that are right, at least one.</param>
public sealed record Triplet(int Reference, IReadOnlyList<string> Phrasings, IReadOnlyList<int> Targets)
{
    /// <summary>Items besides the reference that keep what was to be changed; empty where none is known.</summary>
    public IReadOnlyList<int> HardNegatives { get; init; } = [];

    /// <summary>A second item that the same words lead from to the same targets; null where none is known.</summary>
    public int? SecondReference { get; init; }

    /// <summary>The share of what is known of the reference that stays, 0 … 1; null where that is not known.</summary>
    public float? KeptShare { get; init; }
}
