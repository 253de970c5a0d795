using System.Globalization;
using Vitrine.Index;

namespace Vitrine.Search.Fields;

/// <summary>What is asked of a field.</summary>
public abstract record FieldCondition
{
    private FieldCondition()
    {
    }

    /// <summary>Whether a value is what is asked for, texts in any letter case.</summary>
    /// <param name="value">Texts or a number; null for none.</param>
    internal abstract bool IsMetBy(FieldValue? value);

    /// <summary>It has one of some values, letter by letter as the shop writes them.</summary>
    /// <param name="Values">At least one. Of <see cref="ShopField.Category"/>: names from coarse to fine with '/' in between.</param>
    public sealed record OneOf(params IReadOnlyList<string> Values) : FieldCondition
    {
        internal override bool IsMetBy(FieldValue? value) => value?.Number is { } number
            ? Values.Any(asked => double.TryParse(asked, CultureInfo.InvariantCulture, out var its) && its == number)
            : value?.Texts is { } texts && texts.Any(text => Values.Contains(text, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The number lies between two others.</summary>
    /// <param name="From">The least that passes; null for no bound.</param>
    /// <param name="To">The greatest.</param>
    public sealed record Between(double? From, double? To) : FieldCondition
    {
        internal override bool IsMetBy(FieldValue? value) => value?.Number is { } number && !(number < From) && !(number > To);
    }
}

/// <summary>An order of products by what a field says of them; those without a value come last.</summary>
/// <param name="Field">A number.</param>
/// <param name="IsDescending">Largest first.</param>
public sealed record SortBy(string Field, bool IsDescending = false);
