namespace Vitrine.Search.Fields;

/// <summary>What is asked of a field.</summary>
public abstract record FieldCondition
{
    private FieldCondition()
    {
    }

    /// <summary>It has one of some values, letter by letter as the shop writes them.</summary>
    /// <param name="Values">At least one. Of <see cref="ShopField.Category"/>: names from coarse to fine with '/' in between.</param>
    public sealed record OneOf(params IReadOnlyList<string> Values) : FieldCondition;

    /// <summary>The number lies between two others.</summary>
    /// <param name="From">The least that passes; null for no bound.</param>
    /// <param name="To">The greatest.</param>
    public sealed record Between(double? From, double? To) : FieldCondition;
}

/// <summary>An order of products by what a field says of them; those without a value come last.</summary>
/// <param name="Field">A number.</param>
/// <param name="IsDescending">Largest first.</param>
public sealed record SortBy(string Field, bool IsDescending = false);
