using Vitrine.Index;

namespace Vitrine.Search.Rules;

/// <summary>The rules of a shop that hold for one query: what they do to products that were found. Pure: the same products give the same order.</summary>
public sealed class AppliedRules
{
    private readonly IReadOnlyList<(int Place, int Row)> pins;
    private readonly IReadOnlyList<(RowSet Rows, double Factor)> weights;

    internal AppliedRules(IReadOnlyList<AppliedRule> rules, IReadOnlyList<(int Place, int Row)> pins, IReadOnlyList<(RowSet Rows, double Factor)> weights, RuleTarget? redirect) =>
        (Rules, this.pins, this.weights, Redirect) = (rules, pins, weights, redirect);

    /// <summary>No rule.</summary>
    public static AppliedRules None { get; } = new([], [], [], null);

    /// <summary>Which rules hold, and why.</summary>
    public IReadOnlyList<AppliedRule> Rules { get; }

    /// <summary>Where people are sent; null: nowhere. Of several redirects the first line's.</summary>
    public RuleTarget? Redirect { get; }

    /// <summary>Whether the order of products is another than without rules.</summary>
    internal bool ChangesOrder => pins.Count + weights.Count > 0;

    /// <summary>The rows that are shown at a place of their own.</summary>
    internal IEnumerable<int> PinnedRows => pins.Select(pin => pin.Row);

    /// <summary>What a product's odds are multiplied by: the product of all factors that concern it; 1 where none does.</summary>
    internal double FactorOf(int row) => weights.Where(weight => weight.Rows.Contains(row)).Aggregate(1.0, (product, weight) => product * weight.Factor);

    /// <summary>Puts the pinned products into their places, from the first place on: one that has no place free, or lies behind the last, goes to the next.</summary>
    /// <param name="others">Without pinned ones, in their order.</param>
    /// <param name="pinned">What to show of a pinned row; null where it may not be found.</param>
    internal IReadOnlyList<T> WithPins<T>(IReadOnlyList<T> others, Func<int, T?> pinned) where T : class
    {
        List<T> all = [.. others];
        var next = 0;
        foreach (var (place, row) in pins.OrderBy(pin => pin.Place))
        {
            if (pinned(row) is not { } shown)
                continue;
            next = Math.Min(Math.Max(next, place - 1), all.Count);
            all.Insert(next++, shown);
        }

        return all;
    }
}

/// <summary>A rule that holds for a query.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Why">Why it holds, as a sentence.</param>
/// <param name="Effect">What it does, as a sentence.</param>
public sealed record AppliedRule(ShopRule Rule, string Why, string Effect);
