using System.Collections.Concurrent;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;

namespace Vitrine.Search.Rules;

/// <summary>The rules of a shop (<see cref="RuleFile"/>), to be asked which of them hold for a query. Safe to use from several threads.</summary>
public sealed class ShopRules
{
    private readonly CatalogueStore store;
    private readonly RuleSubjects subjects;
    private readonly RuleMatch match;
    private readonly string[][] terms; // [rules]
    private readonly ConcurrentDictionary<RuleSubject, RowSet> rows = new();

    private ShopRules(IReadOnlyList<ShopRule> all, CatalogueStore store, ShopFields fields, string language)
    {
        (All, this.store, subjects) = (all, store, new RuleSubjects(store, fields));
        match = new RuleMatch(store, new WordAnalyzer(WordLanguage.Named(language)));
        terms = [.. all.Select(rule => match.TermsOf(rule.Scope))];
    }

    /// <summary>In the order of their lines.</summary>
    public IReadOnlyList<ShopRule> All { get; }

    /// <summary>Reads the rules of a store; there are none where it has no such file.</summary>
    /// <param name="store">The products; must outlive this.</param>
    /// <param name="fields">Theirs; must outlive this.</param>
    /// <param name="language">To whose stems words are taken, <see cref="WordIndex.Language"/>.</param>
    /// <exception cref="BadDataException">A line is no rule.</exception>
    public static ShopRules Open(CatalogueStore store, ShopFields fields, string language) => new(RuleFile.Read(store.Path), store, fields, language);

    /// <summary>The rules that hold for a query. One that needs what the shop does not have does nothing.</summary>
    /// <param name="texts">The query as it was typed and as it was read: a rule may be for either. None where no words are searched for.</param>
    /// <param name="branch">The branch that is searched or looked through; null for the whole shop.</param>
    /// <param name="time">Now.</param>
    /// <exception cref="UsageException">There is no such branch.</exception>
    public AppliedRules For(IEnumerable<string> texts, string? branch, DateTimeOffset time)
    {
        if (All.Count == 0)
            return AppliedRules.None;
        var query = match.QueryOf(texts, branch);
        var applied = new List<AppliedRule>();
        foreach (var (number, rule) in All.Index())
        {
            if (rule.IsOn(time) && match.Why(rule.Scope, terms[number], query) is { } why && MissingOf(rule) is null)
                applied.Add(new AppliedRule(rule, why, EffectOf(rule.Action)));
        }

        return applied.Count == 0 ? AppliedRules.None : new AppliedRules(applied, PinsOf(applied), [.. applied.Select(rule => rule.Rule.Action).OfType<RuleAction.Weigh>().Select(weigh => (RowsOf(weigh.Subject), weigh.Factor))],
            applied.Select(rule => rule.Rule.Action).OfType<RuleAction.Redirect>().FirstOrDefault()?.Target);
    }

    /// <summary>What a rule needs and the shop does not have, as a sentence; null where it has all.</summary>
    public string? MissingOf(ShopRule rule)
    {
        var scope = rule.Scope is RuleScope.Branch branch ? subjects.MissingBranch(branch.Path)
            : match.TermsOf(rule.Scope).Length == 0 ? "The words say nothing that queries are compared by." : null;
        return scope ?? rule.Action switch
        {
            RuleAction.Pin pin => subjects.MissingProduct(pin.Id),
            RuleAction.Weigh weigh => subjects.Missing(weigh.Subject),
            RuleAction.Redirect { Target: { IsBranch: true } target } => subjects.MissingBranch(target.Place),
            _ => null,
        };
    }

    // A product that several lines pin stands where the first of them says.
    private (int Place, int Row)[] PinsOf(IEnumerable<AppliedRule> applied) =>
        [.. applied.Select(rule => rule.Rule.Action).OfType<RuleAction.Pin>().DistinctBy(pin => pin.Id).Select(pin => (pin.Place, store.Find(pin.Id)!.Row))];

    private RowSet RowsOf(RuleSubject subject) => rows.GetOrAdd(subject, subjects.RowsOf);

    private static string EffectOf(RuleAction action) => action switch
    {
        RuleAction.Pin pin => $"Product {pin.Id} stands at place {pin.Place}.",
        RuleAction.Weigh weigh => $"{NameOf(weigh.Subject)} {(weigh.Factor > 1 ? "goes up" : "goes down")}: the odds count {FormattableString.Invariant($"{(weigh.Factor > 1 ? weigh.Factor : 1 / weigh.Factor):0.###}")} times {(weigh.Factor > 1 ? "more" : "less")}.",
        RuleAction.Redirect redirect => $"Go to {redirect.Target.Place}.",
        _ => throw new ArgumentException($"An action of another kind: {action.GetType().Name}.", nameof(action)),
    };

    private static string NameOf(RuleSubject subject) => subject switch
    {
        RuleSubject.Product product => $"Product {product.Id}",
        RuleSubject.Branch branch => $"What is in {branch.Path}",
        RuleSubject.Value value => $"What has {value.Field} '{value.Text}'",
        _ => throw new ArgumentException($"A subject of another kind: {subject.GetType().Name}.", nameof(subject)),
    };
}
