using System.Text.Json;
using Vitrine.Catalogue;

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

    /// <summary>The products that have a term, stretch by stretch and field by field; none for a term that no product has there.</summary>
    internal PostingRun[] RunsOf(string term, WordFields fields) => terms.Find(term) is >= 0 and var number ? PostingRun.Of(File, number, fields) : [];

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
