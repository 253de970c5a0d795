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
    private const byte Nobody = byte.MaxValue;

    private readonly WordPart all; // the words of all products, of which some may have changed since
    private readonly IReadOnlyList<ChangedWords> changed;
    private readonly IReadOnlyList<(ChangedWords From, long Place)> further = []; // words that are not in the first
    private readonly Lazy<Compounds> compounds; // of the first

    private WordIndex(WordPart all, WordFileCard card)
    {
        (this.all, Card, changed) = (all, card, []);
        Products = card.Products;
        compounds = new Lazy<Compounds>(() => Compounds.Of(TermsIn(all, Compounds.Fields), card.Language));
    }

    private WordIndex(WordPart all, WordFileCard card, IReadOnlyList<ChangedWords> changed, int products, Lazy<Compounds> compounds)
    {
        (this.all, Card, this.changed, Products, this.compounds) = (all.Hold(), card, changed, products, compounds);
        Owners = new byte[changed.Select(part => part.Rows[^1] + 1).Append(Math.Max(card.Products, products)).Max()];
        foreach (var (number, part) in changed.Index())
        {
            part.Part.Hold();
            foreach (var row in part.Rows)
                Owners[row] = (byte)(number + 1);
        }

        Owners.AsSpan(products).Fill(Nobody);
        further = [.. changed.SelectMany(part => part.Unknown.Select(place => (part, place))).DistinctBy(word => word.part.Part.Vocabulary[word.place])];
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
    public static bool IsIn(CatalogueStore store) => File.Exists(PathOf(store));

    /// <summary>The language to whose stems words are taken, in English: "german"; "none" where they are taken as they are.</summary>
    public string Language => Card.Language;

    /// <summary>Rows of the store.</summary>
    public int Products { get; }

    /// <summary>Different words as they are written, ids left out.</summary>
    public long Words => all.Vocabulary.Count + further.Count;

    /// <summary>The words that begin with a text, those of most products first; equally frequent ones in the order of their UTF-8 bytes.</summary>
    /// <param name="beginning">In any letter case; accents count. Empty for all words.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="fields">Where words count.</param>
    public IReadOnlyList<WordCount> StartingWith(string beginning, int count, WordFields fields = WordFields.All)
    {
        var bytes = Encoding.UTF8.GetBytes(LowerCase.Of(CanonicalComposition.Compose(beginning)));
        var found = new List<(long Place, int Products)>();
        for (var place = all.Vocabulary.FirstFrom(bytes); place < all.Vocabulary.Count && WordBytesAt(place).StartsWith(bytes); place++)
            Take(place);
        for (var place = all.Vocabulary.Count; place < Words; place++)
        {
            if (WordBytesAt(place).StartsWith(bytes))
                Take(place);
        }

        return [.. found.OrderByDescending(word => word.Products).ThenBy(word => word.Place).Take(count).Select(word => new WordCount(WordAt(word.Place), word.Products))];

        void Take(long place)
        {
            if (ProductsWriting(place, fields) is > 0 and var products)
                found.Add((place, products));
        }
    }

    internal WordFileCard Card { get; }

    /// <summary>
    /// Which of the files says what each row is now: 0 the words of all, then those of products that have changed. Null where all are of the first. It also has the rows of products that there were.
    /// </summary>
    internal byte[]? Owners { get; }

    /// <summary>These words, but for products that have changed since.</summary>
    /// <param name="changes">The words of these, a later one behind an earlier one; held by what is returned.</param>
    /// <param name="products">Products of the store now.</param>
    internal WordIndex With(IReadOnlyList<ChangedWords> changes, int products) => new(all, Card, changes, products, compounds);

    /// <summary>Opens the words of changed products beside these.</summary>
    internal ChangedWords OpenChanged(string path, IReadOnlyList<int> rows) => new(new WordPart(new WordFile(path)), rows, all);

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
            return new WordIndex(new WordPart(file), ReadCard(file));
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
    internal bool HasPair(string pair) => all.Pairs.Find(pair) >= 0 || changed.Any(part => part.Part.Pairs.Find(pair) >= 0);

    /// <summary>Whether numbers stand behind a word in some products, as in "iPhone 15".</summary>
    /// <param name="word">Folded.</param>
    internal bool HasNumbersBehind(string word) => changed.Select(part => part.Part).Prepend(all).Any(part =>
        part.Terms.FirstFrom(Encoding.UTF8.GetBytes($"{WordAnalyzer.PairOf(word)}0")) is var place && place < part.Terms.Count && part.Terms[place] is var term && term.StartsWith(WordAnalyzer.PairOf(word), StringComparison.Ordinal)
            && char.IsAsciiDigit(term[word.Length + 1]));

    /// <summary>The products that have a term, stretch by stretch, then file by file and field by field; none for a term that no product has there.</summary>
    internal PostingRun[] RunsOf(string term, WordFields fields)
    {
        var runs = all.Terms.Find(term) is >= 0 and var number ? PostingRun.Of(all.File, 0, number, fields) : [];
        if (changed.Count == 0)
            return runs;
        var later = changed.Index().SelectMany(part => part.Item.Part.Terms.Find(term) is >= 0 and var found ? PostingRun.Of(part.Item.Part.File, part.Index + 1, found, fields) : []);
        return [.. runs.Concat(later).OrderBy(run => run.Stretch)];
    }

    /// <summary>The products that have a term, and then those that have each compound which is a kind of it: of compounds where they say what a product is.</summary>
    internal PostingRun[][] RunsWithKinds(string term, WordFields fields) => [RunsOf(term, fields), .. Compounds.OfHead(term).Select(compound => RunsOf(compound, fields & Compounds.Fields))];

    /// <summary>The words that are made of two, as they were when all words were indexed.</summary>
    internal Compounds Compounds => compounds.Value;

    /// <summary>A word as it is written.</summary>
    /// <param name="place">Its place, below <see cref="Words"/>: in the order of UTF-8 bytes, but for words of products that have changed, which stand behind.</param>
    internal string WordAt(long place) => Encoding.UTF8.GetString(WordBytesAt(place));

    /// <summary>Its bytes.</summary>
    internal ReadOnlySpan<byte> WordBytesAt(long place)
    {
        if (place < all.Vocabulary.Count)
            return all.Vocabulary.BytesOf(place);
        var (from, there) = further[(int)(place - all.Vocabulary.Count)];
        return from.Part.Vocabulary.BytesOf(there);
    }

    /// <summary>Products in which a word is written so; those that have changed count as they were, and as they are.</summary>
    internal int ProductsWriting(long place, WordFields fields)
    {
        if (place < all.Vocabulary.Count)
            return all.ProductsWriting(place, fields) + changed.Sum(part => part.ProductsWriting(place, fields));
        var word = WordAt(place);
        return changed.Sum(part => part.Part.Vocabulary.Find(word) is >= 0 and var there ? part.Part.ProductsWriting(there, fields) : 0);
    }

    /// <summary>Titles in which two words stand side by side as they are written here.</summary>
    internal int TitlesWithPair(string one, string next) => changed.Select(part => part.Part).Prepend(all)
        .Sum(part => part.Pairs.Find($"{one} {next}") is >= 0 and var place ? part.File.At<int>(WordSection.PairCounts, place) : 0);

    /// <summary>The pairs of words of several titles that begin with a text, with their titles, in the order of their letters.</summary>
    internal IEnumerable<WordCount> PairsStartingWith(string beginning) => changed.Count == 0 ? PairsIn(all, beginning)
        : changed.Select(part => part.Part).Prepend(all).SelectMany(part => PairsIn(part, beginning))
            .GroupBy(pair => pair.Word, StringComparer.Ordinal).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new WordCount(pair.Key, pair.Sum(one => one.Products)));

    /// <summary>The rows of products with an id, their own or a variant's, that begins with a text, in the order of the ids; those of products that have changed last.</summary>
    internal IEnumerable<int> RowsOfIdsStartingWith(string beginning)
    {
        var bytes = Encoding.UTF8.GetBytes(IdTerm.Of(beginning));
        foreach (var (number, part) in changed.Select(part => part.Part).Prepend(all).Index())
        {
            for (var place = part.Terms.FirstFrom(bytes); place < part.Terms.Count && part.Terms.BytesOf(place).StartsWith(bytes); place++)
            {
                foreach (var run in PostingRun.Of(part.File, number, place, WordFields.Ids))
                {
                    foreach (var row in RowsOf(run))
                        yield return row;
                }
            }
        }
    }

    /// <summary>The rows of the store that a run still holds for: of a product that has changed a later file speaks.</summary>
    internal int[] RowsOf(PostingRun run, int most = int.MaxValue)
    {
        var rows = new List<int>();
        foreach (var row in run.Rows)
        {
            if (rows.Count == most)
                break;
            var ofStore = (run.Stretch << PostingRun.StretchBits) + row;
            if (Owners is null || Owners[ofStore] == run.Part)
                rows.Add(ofStore);
        }

        return [.. rows];
    }

    private static IEnumerable<string> TermsIn(WordPart part, WordFields fields)
    {
        for (var number = 0L; number < part.Terms.Count; number++)
        {
            if (PostingRun.Of(part.File, 0, number, fields).Length > 0)
                yield return part.Terms[number];
        }
    }

    private static IEnumerable<WordCount> PairsIn(WordPart part, string beginning)
    {
        var bytes = Encoding.UTF8.GetBytes(beginning);
        for (var place = part.Pairs.FirstFrom(bytes); place < part.Pairs.Count && part.Pairs.BytesOf(place).StartsWith(bytes); place++)
            yield return new WordCount(part.Pairs[place], part.File.At<int>(WordSection.PairCounts, place));
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

    public void Dispose()
    {
        all.LetGo();
        foreach (var part in changed)
            part.Part.LetGo();
    }
}
