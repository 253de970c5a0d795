using Vitrine.Catalogue;
using Vitrine.Search.Words;

namespace Vitrine.Search.Suggest;

/// <summary>
/// What a search box proposes while somebody types: words and whole phrases that products of the shop really have together, those first that people ask for (the log, where there is one), the branches where these are, and single products. Slips of the finger are mended.
/// Nothing is proposed that finds nothing. Shows one state of the store, that of its opening. Safe to use from several threads.
/// </summary>
public sealed class ShopSuggester : IDisposable
{
    /// <summary>Proposals of one answer, where nothing else is said.</summary>
    public const int DefaultCount = 8;

    private const int MostBranches = 2;
    private const int MostProducts = 3;

    private readonly CatalogueStore store;
    private readonly WordIndex index;
    private readonly bool isOwner;
    private readonly ShopWords words;
    private readonly Speller speller;
    private readonly WordEndings endings;
    private readonly NextWords next;
    private readonly Branches branches;
    private readonly NamedProducts products;
    private readonly PopularQueries popular;

    private ShopSuggester(CatalogueStore store, WordIndex index, bool isOwner)
    {
        (this.store, this.index, this.isOwner) = (store, index, isOwner);
        words = new ShopWords(store, index);
        speller = new Speller(index);
        endings = new WordEndings(words);
        next = new NextWords(store, words);
        branches = new Branches(store, words);
        products = new NamedProducts(store, index);
        popular = PopularQueries.Of(store.Path);
    }

    /// <summary>Opens what <c>vitrine index</c> made.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <exception cref="UsageException">No store, or its words are not indexed or have changed since.</exception>
    public static ShopSuggester Open(string storePath)
    {
        var store = CatalogueStore.Open(storePath);
        try
        {
            return new ShopSuggester(store, WordIndex.Open(store), isOwner: true);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>For what is searched already.</summary>
    /// <param name="store">The products; must outlive this.</param>
    /// <param name="index">Their words; must outlive this.</param>
    internal static ShopSuggester Of(CatalogueStore store, WordIndex index) => new(store, index, isOwner: false);

    /// <summary>What the text may become, the best first: phrases, then branches of the best one, then products. None where nothing of the shop goes on so, or nothing is typed.</summary>
    /// <param name="text">As it is typed so far; a space at its end says that the last word is complete.</param>
    /// <param name="count">At most so many.</param>
    /// <exception cref="UsageException">Fewer than one is asked for.</exception>
    public IReadOnlyList<Suggestion> Suggest(string text, int count = DefaultCount)
    {
        if (count < 1)
            throw new UsageException($"{count} suggestions were asked for.", "Ask for 1 or more.");
        if (TypedText.Of(text) is not { } typed)
            return [];
        var proposals = ProposalsFor(typed);
        Proposal[] shown = [.. proposals.Where(proposal => proposal.Text != typed.Text)];
        Suggestion[] single = [.. products.Of(text, proposals, RowsOf, Math.Min(MostProducts, count))];
        Suggestion[] places = proposals.Count == 0 ? [] : [.. BranchesOf(proposals[0], Math.Min(MostBranches, count))];
        var phrases = Math.Max(shown.Length > 0 ? 1 : 0, count - places.Length - single.Length);
        return [.. shown.Take(phrases).Select(proposal => new Suggestion(SuggestionKind.Words, proposal.Text)).Concat(places).Concat(single).Take(count)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isOwner)
            return;
        index.Dispose();
        store.Dispose();
    }

    private IReadOnlyList<Proposal> ProposalsFor(TypedText typed)
    {
        var read = typed.Words.Count == 0 ? [] : speller.Read(string.Join(' ', typed.Words)).Text.Split(' ');
        var complete = new Proposal(read, words.TermsOf(read), 0);
        var context = words.RowsOf(complete.Terms);
        if (context is { Count: 0 })
            return [];
        List<Proposal> found = [.. typed.Beginning.Length > 0 ? endings.Of(complete, context, typed.Beginning) : []];
        // What is finished may go on: all that was typed, or the words before a last one that is whole already.
        var whole = typed.Beginning.Length == 0 ? complete with { Products = context?.Count ?? 0 } : found.Find(proposal => proposal.Words[^1] == typed.Beginning);
        if (whole is { Terms.Count: > 0 })
            found.AddRange([whole, .. next.Of(whole, RowsOf(whole))]);
        found.AddRange(popular.StartingWith(typed.Text).Select(Asked).Where(proposal => proposal.Products > 0));
        return [.. found.OrderByDescending(proposal => popular.AskedFor(proposal.Text)).ThenByDescending(proposal => proposal.Products).ThenBy(proposal => proposal.Words.Count).ThenBy(proposal => proposal.Text, StringComparer.Ordinal).DistinctBy(proposal => proposal.Key)];
    }

    // What the log has and no product has any more counts none.
    private Proposal Asked(string text)
    {
        string[] own = [.. WordSplitter.Words(text).SelectMany(word => word.Split('-'))];
        var terms = words.TermsOf(own);
        return new Proposal(own, terms, words.RowsOf(terms)?.Count ?? 0);
    }

    private IEnumerable<Suggestion> BranchesOf(Proposal proposal, int count) =>
        branches.Of(proposal.Terms, RowsOf(proposal), count).Select(path => new Suggestion(SuggestionKind.Category, proposal.Text, path));

    private TermRows RowsOf(Proposal proposal) => words.RowsOf(proposal.Terms)!;
}
