using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Search.Queries;

namespace Vitrine.Search.Tests.Queries;

/// <summary>Every variant of a query changes what it says that it changes, and nothing else.</summary>
public sealed class QueryVariantTests : IDisposable
{
    private readonly WordShop shop = new(
        from kind in new[] { "Casual Shoes", "Tshirts", "Dresses", "Caps", "Sofas", "Watches", "Accessories", "Scarves" }
        from colour in new[] { "Grey", "Navy Blue", "Red" }
        from gender in new[] { "Men", "Women" }
        from product in WordShop.Products(5, kind, $"colour={colour}", $"gender={gender}")
        select product with { Title = $"{product.Title} {(kind == "Tshirts" ? "tshirt" : kind == "Dresses" ? "dress" : "")}" });

    private readonly ShopperQueries made;

    public QueryVariantTests() => made = ShopperQueries.Make(shop.Store, new() { Attributes = [["colour", "gender", "category"], ["colour", "category"], ["category"]] });

    [Fact]
    public void Slip_AnyQuery_IsOneEditInOneWordOfFourLettersOrMore()
    {
        foreach (var (before, after) in Said(QueryVariant.Slip))
        {
            var (words, others) = (before.Split(' '), after.Split(' '));
            Assert.Equal(words.Length, others.Length);
            int[] changed = [.. Enumerable.Range(0, words.Length).Where(i => words[i] != others[i])];
            Assert.True(words[Assert.Single(changed)].Length >= 4);
            Assert.True(IsOneEdit(words[changed[0]], others[changed[0]]), $"{before} → {after}");
        }

        Assert.Equal(made.Queries.Count(query => query.Text != "caps"), Said(QueryVariant.Slip).Count(pair => pair.Before != "caps"));
    }

    [Fact]
    public void Slip_AnyQuery_IsNoOtherWordOfTheShop()
    {
        var known = shop.Store.Titles().SelectMany(WordTokenizer.Words).ToHashSet();
        Assert.All(Said(QueryVariant.Slip), pair => Assert.DoesNotContain(pair.After.Split(' ').Except(pair.Before.Split(' ')).Single(), known));
    }

    [Fact]
    public void Slip_ManyQueries_AreOfAllFourSorts()
    {
        var changes = Said(QueryVariant.Slip).Select(pair => pair.After.Length - pair.Before.Length).ToHashSet();
        Assert.Equal([-1, 0, 1], changes.Order());
        bool IsSwap((string Before, string After) pair) => pair.Before.Order().SequenceEqual(pair.After.Order());
        Assert.Contains(Said(QueryVariant.Slip), IsSwap);
        Assert.Contains(Said(QueryVariant.Slip), pair => pair.After.Length == pair.Before.Length && !IsSwap(pair));
    }

    [Theory]
    [InlineData("tshirts", "tshirt")]
    [InlineData("casual shoes", "casual shoe")]
    [InlineData("dresses", "dress")]
    [InlineData("watches", "watch")]
    [InlineData("accessories", "accessory")]
    [InlineData("scarves", "scarf")]
    public void Plural_AKind_IsTheSingular(string kind, string other)
    {
        var all = new ShopQueries(shop.Store);
        foreach (var query in all.Queries.Where(query => query.Text.EndsWith($" {kind}", StringComparison.Ordinal) || query.Text == kind))
            Assert.Equal(query.Text[..^kind.Length] + other, all.Say(query, QueryVariant.Plural));
    }

    [Fact]
    public void Plural_AShopWithoutSuchPlurals_HasNone()
    {
        using var german = new WordShop(from kind in new[] { "Schuhe", "Kleider", "Hemden", "Jeans" } from product in WordShop.Products(5, kind) select product);
        var all = new ShopQueries(german.Store);
        Assert.All(all.Queries, query => Assert.Null(all.Say(query, QueryVariant.Plural)));
    }

    [Fact]
    public void Order_SeveralWords_AreTheSameInAnother()
    {
        var said = Said(QueryVariant.Order);
        Assert.NotEmpty(said);
        Assert.All(said, pair =>
        {
            Assert.NotEqual(pair.Before, pair.After);
            Assert.Equal(pair.Before.Split(' ').Order(), pair.After.Split(' ').Order());
        });
        Assert.All(said.Where(pair => pair.Before.Contains("navy blue")), pair => Assert.Contains("navy blue", pair.After));
        Assert.DoesNotContain(said, pair => !pair.Before.Contains(' '));
    }

    [Fact]
    public void Order_ASentence_KeepsItsWords()
    {
        var all = new ShopQueries(shop.Store);
        var sentences = all.Queries.Where(query => query.Text.Contains(" in ") && query.Text.Contains(" for ")).ToArray();
        Assert.NotEmpty(sentences);
        Assert.All(sentences, query => Assert.Equal(query.Text.Split(' ').Order(), all.Say(query, QueryVariant.Order)!.Split(' ').Order()));
    }

    [Fact]
    public void UnknownWord_AnyQuery_HasOneMore()
    {
        var known = shop.Store.Titles().SelectMany(WordTokenizer.Words).ToHashSet();
        var said = Said(QueryVariant.UnknownWord);
        Assert.Equal(made.Queries.Count, said.Length);
        Assert.All(said, pair =>
        {
            var added = Assert.Single(pair.After.Split(' ').Except(pair.Before.Split(' ')));
            Assert.Equal(pair.Before, string.Join(' ', pair.After.Split(' ').Where(word => word != added)));
            Assert.DoesNotContain(added, known);
        });
    }

    [Fact]
    public void UnknownWord_OfAShopThatHasThemAll_IsMadeUp()
    {
        const string Usual = "cheaper nice buy online affordable stylishly best good beautiful quality want pleased looks something";
        using var telling = new WordShop(from kind in new[] { "Cups", "Bowls" } from product in WordShop.Products(5, kind) select product with { Title = $"{product.Title} {Usual}" });
        var all = new ShopQueries(telling.Store);
        Assert.All(all.Queries, query => Assert.DoesNotContain(all.Say(query, QueryVariant.UnknownWord)!.Split(' '), word => Usual.Contains(word[..Math.Min(4, word.Length)])));
    }

    [Fact]
    public void Synonym_WordsWithOne_AreReplacedByWordsOfNoValue()
    {
        var said = Said(QueryVariant.Synonym);
        Assert.Contains(said, pair => pair.After.Contains("gray"));
        Assert.Contains(said, pair => pair.After.Contains("couches") || pair.After.Contains("settees"));
        string[] values = ["casual", "shoes", "tshirts", "dresses", "caps", "sofas", "watches", "accessories", "scarves", "grey", "navy", "blue", "red", "men", "women"];
        Assert.All(said, pair => Assert.DoesNotContain(Assert.Single(pair.After.Split(' ').Except(pair.Before.Split(' '))), values));
    }

    [Fact]
    public void Synonym_AValueOfTheShop_IsNone()
    {
        using var both = new WordShop(from kind in new[] { "Sofas", "Couches", "Settees" } from product in WordShop.Products(5, kind) select product);
        var all = new ShopQueries(both.Store);
        Assert.All(all.Queries, query => Assert.Null(all.Say(query, QueryVariant.Synonym)));
    }

    [Fact]
    public void Say_ScriptsWithoutKeyboard_IsNothingOrTheSameMeaning()
    {
        using var chinese = new WordShop(from kind in new[] { "连衣裙", "衬衫" } from colour in new[] { "红", "蓝色" } from product in WordShop.Products(6, kind, $"颜色={colour}") select product);
        var all = new ShopQueries(chinese.Store);
        foreach (var query in all.Queries)
        {
            Assert.Null(all.Say(query, QueryVariant.Plural));
            Assert.Null(all.Say(query, QueryVariant.Synonym));
            Assert.Null(all.Say(query, QueryVariant.Slip));
            Assert.NotNull(all.Say(query, QueryVariant.UnknownWord));
        }
    }

    public void Dispose() => shop.Dispose();

    private (string Before, string After)[] Said(QueryVariant variant) =>
        [.. made.Queries.Select(query => (Before: query.Text, After: made.Say(query, variant))).Where(pair => pair.After is not null).Select(pair => (pair.Before, pair.After!))];

    private static bool IsOneEdit(string a, string b)
    {
        if (a.Length == b.Length)
        {
            int[] other = [.. Enumerable.Range(0, a.Length).Where(i => a[i] != b[i])];
            return other.Length == 1 || (other.Length == 2 && other[1] == other[0] + 1 && a[other[0]] == b[other[1]] && a[other[1]] == b[other[0]]);
        }

        var (longer, shorter) = a.Length > b.Length ? (a, b) : (b, a);
        return longer.Length == shorter.Length + 1 && Enumerable.Range(0, longer.Length).Any(i => longer.Remove(i, 1) == shorter);
    }

    /// <summary>The queries of both parts.</summary>
    private sealed class ShopQueries(CatalogueStore store)
    {
        private readonly ShopperQueries[] parts = [.. new[] { Part.Validation, Part.Test }.Select(part => ShopperQueries.Make(store, new() { Part = part }))];

        public IEnumerable<ShopperQuery> Queries => parts.SelectMany(part => part.Queries);

        public string? Say(ShopperQuery query, QueryVariant variant) => parts[0].Say(query, variant);
    }
}
