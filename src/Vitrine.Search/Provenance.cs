using Vitrine.Catalogue;
using Vitrine.Models.Files;

namespace Vitrine.Search;

/// <summary>
/// What a gallery was made from: the products with their rows, and the weights, by their hashes. Encoding is deterministic, so files that
/// agree in both are what making them again would give; others are refused instead of giving silently wrong answers.
/// </summary>
internal readonly record struct Provenance(string DataHash, string WeightsHash)
{
    private const string DataHashKey = "dataHash";
    private const string WeightsHashKey = "weightsHash";

    /// <summary>Of a store and its model as they are now.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    public static Provenance Of(CatalogueStore store, string model) => new($"{store.DataHash}/{store.RowsHash}", ModelDirectory.Of(store, model).ReadCard().WeightsHash);

    public void WriteTo(IDictionary<string, string> notes) => (notes[DataHashKey], notes[WeightsHashKey]) = (DataHash, WeightsHash);

    /// <summary>Whether notes are of these weights, whatever the products.</summary>
    public bool IsOfWeights(IReadOnlyDictionary<string, string> notes) => notes.GetValueOrDefault(WeightsHashKey) == WeightsHash;

    /// <summary>Refuses notes of other products or weights.</summary>
    /// <param name="notes">What <see cref="WriteTo"/> wrote.</param>
    /// <param name="what">The thing that carries them, for the message.</param>
    /// <param name="remedy">The command that makes it anew.</param>
    public void Require(IReadOnlyDictionary<string, string> notes, string what, string remedy)
    {
        var changed = notes.GetValueOrDefault(DataHashKey) != DataHash ? "The products have"
            : notes.GetValueOrDefault(WeightsHashKey) != WeightsHash ? "The model has"
            : null;
        if (changed is not null)
            throw new UsageException($"{changed} changed since {what} made.", $"Run: {remedy}");
    }
}
