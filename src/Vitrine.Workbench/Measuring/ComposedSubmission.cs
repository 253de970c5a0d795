using Vitrine.Catalogue;
using Vitrine.Datasets.RelativeCaptions;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.Measuring;

/// <summary>Answers to all captions of a part, those too whose targets are kept secret.</summary>
internal static class ComposedSubmission
{
    // What R@50 looks at.
    private const int Ranks = 50;

    /// <summary>Writes the best photos of each caption, its reference left out.</summary>
    /// <param name="file">See <see cref="CaptionSubmission"/>.</param>
    /// <param name="retrieval">Store, model and search.</param>
    /// <param name="rows">The photos of the part.</param>
    /// <exception cref="UsageException">The store holds no captions.</exception>
    public static void Write(string file, RetrievalTask retrieval, IReadOnlyList<int> rows)
    {
        var store = retrieval.Store;
        if (!CaptionStore.IsOne(store.Path))
            throw new UsageException($"'{store.Path}' has no captions that an answer could be handed in for.", "Leave out --submission, or make a store by 'vitrine captions'.");
        var changes = CaptionStore.Read(store.Path, retrieval.Request.Part, retrieval.Cancellation);
        using var ranked = retrieval.Rank(ItemField.Photo, [.. Enumerable.Range(0, changes.Count)],
            numbers => [.. numbers.Select(number => Query.Changed(new ItemPart(retrieval.Items, RowOf(changes[number])), changes[number].Phrasings[0]))], rows);
        CaptionSubmission.Write(file, changes.Select((change, number) => (change, Best(number))));

        IReadOnlyList<string> Best(int number)
        {
            retrieval.Cancellation.ThrowIfCancellationRequested();
            var scores = new float[rows.Count];
            ranked.Served(number, scores);
            var reference = RowOf(changes[number]);
            return [.. Enumerable.Range(0, rows.Count).Where(place => rows[place] != reference).OrderByDescending(place => scores[place]).Take(Ranks).Select(place => store[rows[place]].Id)];
        }

        int RowOf(CaptionedChange change) => store.Find(change.Reference)?.Row
            ?? throw new CatalogueException($"'{store.Path}' has captions of '{change.Reference}', and no such product.", "Make the store again.");
    }
}
