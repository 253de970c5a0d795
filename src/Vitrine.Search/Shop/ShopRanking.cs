using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fields;
using Vitrine.Search.Fusion;
using Vitrine.Search.Rules;
using Vitrine.Search.Signals;
using Vitrine.Search.Traits;
using Vitrine.Search.Understanding;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>
/// The road of a query from the words that were typed to ranked products: it is read, products that are named by it go first, and all others stand in the order of their probability. What an
/// evaluation measures is what a search shows.
/// </summary>
/// <param name="signals">Of the shop; must outlive this.</param>
/// <param name="fields">What conditions are about; must outlive this. Null: what the store says of a product, its categories and attributes, is searched by nothing; title, description and photos alone are.</param>
public sealed class ShopRanking(ShopSignals signals, ShopFields? fields)
{
    private readonly IReadOnlyList<ISignal> all = signals.All(seesAttributes: fields is not null);
    private readonly QueryReader reader = new(signals.Words, fields, Synonyms.Of(signals.Store.Path));

    private readonly LackingRows lacking = new(signals.Store, signals.Words);
    private readonly ImitatingRows imitating = new(signals.Store, signals.Words);
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(signals.Words.Language));

    /// <summary>What each signal counts.</summary>
    public FusionWeights Weights => signals.Weights;

    /// <summary>Whether a word says nothing of a product, such as "in".</summary>
    internal bool SaysNothing(string word) => analyzer.IsStopWord(word);

    /// <summary>Ranks products.</summary>
    /// <param name="text">The words, not empty.</param>
    /// <param name="count">Hits wanted.</param>
    /// <param name="gallery">Rows that may be found; null for all.</param>
    public RankedAnswer Rank(string text, int count, RowSet? gallery)
    {
        var reading = Read(text, not: null, isAsTyped: false);
        return Ask(text, reading).Rank(count, Narrowed(gallery, reading));
    }

    /// <summary>Reads a query.</summary>
    /// <param name="text">The words, not empty.</param>
    /// <param name="not">Further words that no hit may have; null for none.</param>
    /// <param name="isAsTyped">See <see cref="ShopQuery.IsAsTyped"/>.</param>
    /// <param name="from">What the words are to change; null for nothing.</param>
    internal QueryReading Read(string text, string? not, bool isAsTyped, Product? from = null) => reader.Read(text, not, isAsTyped, from);

    /// <summary>Asks all signals.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="reading">How it was read.</param>
    /// <param name="rules">What the shop's rules do to it; null for nothing.</param>
    internal AskedWords Ask(string typed, QueryReading reading, AppliedRules? rules = null) =>
        new(typed, reading, signals, new JoinedSignal(all, Weights).Ask(reading.Text), Weights)
        {
            Rules = rules ?? AppliedRules.None,
            Lacking = rows => lacking.OfWanted(reading.Text, rows).Concat(lacking.Denying(reading.Text, rows)).ToHashSet(),
            Imitating = rows => imitating.Of(reading.Text, rows),
            Saying = reading.Without.Concat(NegativeWords.LackingIn([.. WordSplitter.Words(reading.Text)], signals.Words.Language).Select(free => free.Thing)).Select(lacking.Of).Aggregate((RowSet?)null, RowSet.Joined),
        };

    /// <summary>What of a change names traits, "in red", with the kind of what is changed, asked of all products; null where there is no change, or no model tells traits.</summary>
    /// <param name="change">The words.</param>
    /// <param name="kinds">See <see cref="TraitSignal.AskChange"/>.</param>
    internal (ISignalQuery Query, bool KeepsKind)? AskChange(string change, IReadOnlyCollection<string> kinds) =>
        change.Length > 0 ? all.OfType<TraitSignal>().FirstOrDefault()?.AskChange(change, kinds) : null;

    /// <summary>Some rows without those that do not meet the conditions of a query, or have what is not wanted.</summary>
    /// <param name="rows">The rows; null for all.</param>
    /// <param name="reading">The query.</param>
    /// <param name="where">Further conditions; one variant of a product has to meet all of both.</param>
    internal RowSet? Narrowed(RowSet? rows, QueryReading reading, IEnumerable<KeyValuePair<string, FieldCondition>>? where = null)
    {
        var narrowed = RowSet.Joined(rows, fields?.Passing([.. where ?? [], .. reading.Conditions]));
        foreach (var phrase in reading.Without)
        {
            narrowed ??= RowSet.All(signals.Store.Count);
            var unwanted = UnwantedRows.Of(phrase, all, signals.Store.Count);
            unwanted.AndNot(lacking.Of(phrase));
            narrowed.AndNot(unwanted);
        }

        return narrowed;
    }
}
