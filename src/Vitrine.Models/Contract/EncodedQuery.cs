namespace Vitrine.Models.Contract;

/// <summary>What a model made of a query, to be compared with one field of items.</summary>
/// <param name="Code">As in <see cref="ItemBlock.Codes"/>; null where the model gives none.</param>
/// <param name="Vector">[dimensions], or null.</param>
/// <param name="Parts">What <see cref="IRetrievalModel.ScoreParts"/> needs of the query, in the model's own form; null: the code or vector says all.</param>
/// <param name="UnknownWords">Words of the query that the model has never seen; they say nothing.</param>
/// <param name="KnowsNothing">The query has words, and none of them is known: what is found is near nothing in particular.</param>
public sealed record EncodedQuery(ulong[]? Code, float[]? Vector, float[]? Parts, IReadOnlyList<string> UnknownWords, bool KnowsNothing)
{
    /// <summary>
    /// How sure the model is of each bit of <see cref="Code"/>: 0 (either sign would do) … 1. [bits]. Null where the model does not say
    /// (<see cref="ModelDescription.HasBitWeights"/>). A weighted distance is the sum of the weights of the bits that differ.
    /// </summary>
    public float[]? BitWeights { get; init; }

    /// <summary>How each change of the query was weighed, in their order; empty where the model does not weigh changes by itself.</summary>
    public IReadOnlyList<ChangeWeights> Changes { get; init; } = [];
}

/// <summary>What a picture and the words that change it count in a query; they add up to 1.</summary>
/// <param name="Image">Of the picture.</param>
/// <param name="Text">Of the words.</param>
public readonly record struct ChangeWeights(float Image, float Text);
