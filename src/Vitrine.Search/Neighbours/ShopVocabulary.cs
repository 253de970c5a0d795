using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;

namespace Vitrine.Search.Neighbours;

/// <summary>A word of a shop that could have a synonym.</summary>
/// <param name="Text">Its most frequent form.</param>
/// <param name="Term">Its stem.</param>
/// <param name="Products">That have it, in whatever form.</param>
internal sealed record ShopWord(string Text, string Term, long Products);

/// <summary>The words of a shop that people could ask for, and which of them the shop itself tells apart.</summary>
internal sealed class ShopVocabulary(CatalogueStore store, WordIndex index, ShopFields fields)
{
    // What a title or a category says; a description says everything.
    private const WordFields Telling = WordFields.Title | WordFields.Categories | WordFields.Attributes | WordFields.Variants;

    // In fewer products, or fewer of a shop's, a word is the name of a line or a slip, and what a model makes of it is chance.
    private const int FewestProducts = 5;
    private const int OneIn = 1000;
    private const int Shortest = 3;
    private const int Most = 4096;

    private readonly long fewest = Math.Max(FewestProducts, index.Products / OneIn);
    private readonly int[] kinds = [.. store.Categories];
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(index.Language));

    // The stems of categories of one word.
    private readonly Lazy<HashSet<string>> categories = new(() =>
    {
        var own = new WordAnalyzer(WordLanguage.Named(index.Language));
        return [.. store.CategoryPaths.SelectMany(path => path).Select(name => WordSplitter.Words(name).ToArray()).Where(words => words.Length == 1).Select(words => own.TermOf(words[0]))];
    });

    /// <summary>The words of most products first.</summary>
    public IReadOnlyList<ShopWord> Read() =>
    [
        .. index.StartingWith("", int.MaxValue).TakeWhile(word => word.Products >= fewest).Select(word => word.Word).Where(word => word.Length >= Shortest && word.All(char.IsLetter) && !analyzer.IsStopWord(word))
            .GroupBy(analyzer.TermOf).Take(2 * Most).Select(forms => new ShopWord(forms.First(), forms.Key, QueryTerm.Products(index.RunsOf(forms.Key, Telling))))
            .Where(word => word.Products >= fewest && !IsBrand(word)).OrderByDescending(word => word.Products).ThenBy(word => word.Text, StringComparer.Ordinal).Take(Most),
    ];

    /// <summary>Titles that have both words.</summary>
    public long Together(ShopWord one, ShopWord other) => TermRows.Of(index, index.RunsOf(one.Term, WordFields.Title)).CountWith(index, index.RunsOf(other.Term, WordFields.Title));

    /// <summary>How much of the products of two words is of the same kinds, 0 to 1: the sum over categories of the smaller of both shares.</summary>
    public double SharedKinds(ShopWord one, ShopWord other)
    {
        var (own, others) = (KindsOf(one), KindsOf(other));
        return own.Zip(others, (share, otherShare) => Math.Min((double)share / Math.Max(1, own.Sum()), (double)otherShare / Math.Max(1, others.Sum()))).Sum();
    }

    /// <summary>Whether the shop tells two words apart: both are values of one attribute, as red and blue are, or names of categories.</summary>
    public bool AreAlternatives(ShopWord one, ShopWord other) =>
        (categories.Value.Contains(one.Term) && categories.Value.Contains(other.Term)) || fields.All.Any(field => field.Kind == ShopFieldKind.Text && fields.ValuesLike(field, one.Text) is not null && fields.ValuesLike(field, other.Text) is not null);

    private int[] KindsOf(ShopWord word) => TermRows.Of(index, index.RunsOf(word.Term, Telling)).CountBy(kinds, store.Tree.Count);

    private bool IsBrand(ShopWord word) => QueryTerm.Products(index.RunsOf(word.Term, WordFields.Brand)) * 2 > word.Products;
}
