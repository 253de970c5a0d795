namespace Vitrine.Search.Words;

/// <summary>The words of products that have changed since the words of all were indexed.</summary>
internal sealed class ChangedWords
{
    private readonly Dictionary<long, long> known = []; // place in the words of all → place here

    /// <param name="part">Their file.</param>
    /// <param name="rows">Their rows, ascending, at least one; some may be none any more.</param>
    /// <param name="all">The words of all, of before.</param>
    public ChangedWords(WordPart part, IReadOnlyList<int> rows, WordPart all)
    {
        (Part, Rows) = (part, rows);
        var unknown = new List<long>();
        for (var place = 0L; place < part.Vocabulary.Count; place++)
        {
            if (all.Vocabulary.Find(part.Vocabulary[place]) is >= 0 and var before)
                known.Add(before, place);
            else
                unknown.Add(place);
        }

        Unknown = unknown;
    }

    public WordPart Part { get; }

    public IReadOnlyList<int> Rows { get; }

    /// <summary>Places of the words that none had before.</summary>
    public IReadOnlyList<long> Unknown { get; }

    /// <summary>Products among these that write a word of before.</summary>
    public int ProductsWriting(long placeOfBefore, WordFields fields) => known.TryGetValue(placeOfBefore, out var place) ? Part.ProductsWriting(place, fields) : 0;
}
