using System.Text;
using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Words;

/// <summary>
/// The words of a store's products, to be searched: which products have a word in which field and how often, how every word is written, and which words stand side by side in titles.
/// Made by <see cref="WordIndexWriter"/>. Safe to use from several threads.
/// </summary>
public sealed class WordIndex : IDisposable
{
    private readonly TextList terms, vocabulary, pairs;

    private WordIndex(WordFile file)
    {
        File = file;
        terms = new TextList(file, WordSection.TermOffsets, WordSection.TermTexts);
        vocabulary = new TextList(file, WordSection.VocabularyOffsets, WordSection.VocabularyTexts);
        pairs = new TextList(file, WordSection.PairOffsets, WordSection.PairTexts);
        Card = ReadCard(file);
    }

    /// <summary>Opens the words of a store.</summary>
    /// <exception cref="UsageException">They were never indexed, or products have changed since.</exception>
    /// <exception cref="Index.IndexFormatException">The file is damaged.</exception>
    public static WordIndex Open(CatalogueStore store)
    {
        var index = OpenAnyState(store) ?? throw new UsageException($"The words of the products of '{store.Path}' are not indexed yet.", $"Run: vitrine index {store.Path}");
        if (index.IsOf(store))
            return index;
        index.Dispose();
        throw new UsageException("The products have changed since their words were indexed.", $"Run: vitrine index {store.Path}");
    }

    /// <summary>Whether the words of a store were indexed, be it long ago.</summary>
    public static bool IsIn(CatalogueStore store) => System.IO.File.Exists(PathOf(store));

    /// <summary>The language to whose stems words are taken, in English: "german"; "none" where they are taken as they are.</summary>
    public string Language => Card.Language;

    /// <summary>Rows of the store.</summary>
    public int Products => Card.Products;

    /// <summary>Different words as they are written, ids left out.</summary>
    public long Words => vocabulary.Count;

    /// <summary>The words that begin with a text, those of most products first; equally frequent ones in the order of their UTF-8 bytes.</summary>
    /// <param name="beginning">In any letter case; accents count. Empty for all words.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="fields">Where words count.</param>
    public IReadOnlyList<WordCount> StartingWith(string beginning, int count, WordFields fields = WordFields.All)
    {
        var bytes = Encoding.UTF8.GetBytes(LowerCase.Of(CanonicalComposition.Compose(beginning)));
        var found = new List<(long Place, int Products)>();
        for (var place = vocabulary.FirstFrom(bytes); place < Words && WordBytesAt(place).StartsWith(bytes); place++)
        {
            if (ProductsWriting(place, fields) is > 0 and var products)
                found.Add((place, products));
        }

        return [.. found.OrderByDescending(word => word.Products).ThenBy(word => word.Place).Take(count).Select(word => new WordCount(WordAt(word.Place), word.Products))];
    }

    internal WordFile File { get; }

    internal WordFileCard Card { get; }

    /// <summary>Where the file of a store lies.</summary>
    internal static string PathOf(CatalogueStore store) => Path.Combine(store.Path, "index", "words.bin");

    /// <summary>Opens the words of a store as they were once indexed; null where they never were.</summary>
    internal static WordIndex? OpenAnyState(CatalogueStore store)
    {
        if (!IsIn(store))
            return null;
        var file = new WordFile(PathOf(store));
        try
        {
            return new WordIndex(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the products are those that were indexed.</summary>
    internal bool IsOf(CatalogueStore store) => (Card.DataHash, Card.RowsHash, Card.Products) == (store.DataHash, store.RowsHash, store.Count);

    /// <summary>Whether two words stand side by side in several titles.</summary>
    /// <param name="pair">As they are written, in lower case, a space between them.</param>
    internal bool HasPair(string pair) => pairs.Find(pair) >= 0;

    /// <summary>The products that have a term, stretch by stretch and field by field; none for a term that no product has there.</summary>
    internal PostingRun[] RunsOf(string term, WordFields fields) => terms.Find(term) is >= 0 and var number ? PostingRun.Of(File, number, fields) : [];

    /// <summary>A word as it is written.</summary>
    /// <param name="place">Its place in the order of UTF-8 bytes, below <see cref="Words"/>.</param>
    internal string WordAt(long place) => vocabulary[place];

    /// <summary>Its bytes.</summary>
    internal ReadOnlySpan<byte> WordBytesAt(long place) => vocabulary.BytesOf(place);

    /// <summary>Products in which a word is written so.</summary>
    internal int ProductsWriting(long place, WordFields fields)
    {
        var counts = File.Read<int>(WordSection.VocabularyCounts, 2 * sizeof(int) * place, 2);
        return (fields & ~WordFields.WithoutAttributes) == 0 ? counts[1] : counts[0];
    }

    /// <summary>Titles in which two words stand side by side as they are written here.</summary>
    internal int TitlesWithPair(string one, string next) => pairs.Find($"{one} {next}") is >= 0 and var place ? File.At<int>(WordSection.PairCounts, place) : 0;

    /// <summary>The pairs of words of several titles that begin with a text, with their titles, in the order of their UTF-8 bytes.</summary>
    internal IEnumerable<WordCount> PairsStartingWith(string beginning)
    {
        var bytes = Encoding.UTF8.GetBytes(beginning);
        for (var place = pairs.FirstFrom(bytes); place < pairs.Count && pairs.BytesOf(place).StartsWith(bytes); place++)
            yield return new WordCount(pairs[place], File.At<int>(WordSection.PairCounts, place));
    }

    /// <summary>The rows of products with an id, their own or a variant's, that begins with a text, in the order of the ids.</summary>
    internal IEnumerable<int> RowsOfIdsStartingWith(string beginning)
    {
        var bytes = Encoding.UTF8.GetBytes(IdTerm.Of(beginning));
        for (var place = terms.FirstFrom(bytes); place < terms.Count && terms.BytesOf(place).StartsWith(bytes); place++)
        {
            foreach (var run in PostingRun.Of(File, place, WordFields.Ids))
            {
                foreach (var row in run.Rows(File).ToArray())
                    yield return (run.Stretch << PostingRun.StretchBits) + row;
            }
        }
    }

    private static WordFileCard ReadCard(WordFile file)
    {
        var bytes = file.Count<byte>(WordSection.Card);
        try
        {
            var card = bytes <= WordFileCard.MostBytes ? WordFileCard.FromJson(file.Read<byte>(WordSection.Card, 0, (int)bytes)) : throw new JsonException("It is too long.");
            return card is { Language: not null, DataHash: not null, RowsHash: not null, Products: >= 0 } ? card : throw new JsonException("Something is missing.");
        }
        catch (JsonException e)
        {
            throw file.Damaged($"the {bytes} bytes of section {WordSection.Card} do not say what was indexed: {e.Message}");
        }
    }

    public void Dispose() => File.Dispose();
}
