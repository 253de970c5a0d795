using System.Globalization;

namespace Vitrine.Index;

/// <summary>
/// The value of a field: a text, several texts, a number or a date. It becomes one by itself where one is expected, so that an item's fields are written
/// as <c>["price"] = 19.9</c>.
/// </summary>
/// <remarks>Several texts are the values of a field of <see cref="FieldKind.Keywords"/>, or the names of a <see cref="FieldKind.Path"/> from the root on.</remarks>
public sealed class FieldValue : IEquatable<FieldValue>
{
    private readonly object value;

    private FieldValue(object value) => this.value = value;

    /// <summary>The text; null for another value.</summary>
    public string? Text => value as string;

    /// <summary>The texts; null for another value.</summary>
    public IReadOnlyList<string>? Texts => value as string[];

    /// <summary>The number; null for another value.</summary>
    public double? Number => value as double?;

    /// <summary>The date in UTC; null for another value.</summary>
    public DateTime? Date => value as DateTime?;

    /// <summary>A text.</summary>
    public static implicit operator FieldValue(string text) => new(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>Several texts.</summary>
    public static implicit operator FieldValue(string[] texts) => new(texts.Clone());

    /// <summary>A number.</summary>
    public static implicit operator FieldValue(double number) => new(number);

    /// <summary>A moment; one of no kind counts as UTC.</summary>
    public static implicit operator FieldValue(DateTime date) => new(date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : DateTime.SpecifyKind(date, DateTimeKind.Utc));

    /// <summary>The beginning of a day, in UTC.</summary>
    public static implicit operator FieldValue(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    /// <summary>True when both are of one type and the same.</summary>
    public bool Equals(FieldValue? other) => other is not null
        && (Texts is { } texts ? other.Texts is { } others && texts.SequenceEqual(others, StringComparer.Ordinal) : value.Equals(other.value));

    public override bool Equals(object? obj) => Equals(obj as FieldValue);

    public override int GetHashCode() => Texts is { } texts ? HashCode.Combine(texts.Count, texts.Count == 0 ? null : texts[0]) : value.GetHashCode();

    /// <summary>As text: texts joined by " &gt; ", numbers and dates in the invariant culture.</summary>
    public override string ToString() => value switch
    {
        string[] texts => string.Join(" > ", texts),
        DateTime date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
