using System.Globalization;
using Vitrine.Index;

namespace Vitrine.VectorData.Values;

/// <summary>
/// What the index keeps of a property's value. Numbers, times of day and truths become float64, so that they are filtered and sorted as numbers; texts and
/// identifiers stay texts; moments become UTC. Of a list each element is a text, which can be asked for but has no order.
/// </summary>
internal static class FieldValues
{
    // Stands before a text that is empty or begins with itself, since the index keeps no empty text. It is the least character, so the order stays.
    private const char Mark = '\0';

    private static readonly HashSet<Type> Numbers =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(bool), typeof(TimeOnly),
    ];

    /// <summary>The kind of field for a type of properties; null where an index cannot hold its values.</summary>
    public static FieldKind? KindOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(Guid))
            return FieldKind.Keyword;
        if (Numbers.Contains(type))
            return FieldKind.Number;
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly))
            return FieldKind.Date;
        return ListTypes.ElementOf(type) is { } element && element != typeof(byte) && KindOf(element) is not (null or FieldKind.Keywords) ? FieldKind.Keywords : null;
    }

    /// <summary>A value as the index holds it.</summary>
    /// <exception cref="ArgumentException">Its number is not a float64, exactly.</exception>
    public static FieldValue Of(object value) => value switch
    {
        string text => Marked(text),
        Guid id => id.ToString("D", CultureInfo.InvariantCulture),
        DateTime moment => moment,
        DateTimeOffset moment => moment.UtcDateTime,
        DateOnly day => day,
        bool truth => truth ? 1 : 0,
        TimeOnly time => time.Ticks,
        long number => Exact(number, number is >= -(1L << 53) and <= 1L << 53, number),
        ulong number => Exact(number, number <= 1UL << 53, number),
        decimal number => Exact((double)number, Math.Abs(number) < 1e28m && (decimal)(double)number == number, number),
        Half number => (double)number,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A value of the type {value.GetType().Name} cannot be compared with a field of an index."),
    };

    /// <summary>An element of a list as the index holds it.</summary>
    public static string TextOf(object element) => Of(element) is { Text: { } text } ? text : Of(element).ToString();

    /// <summary>A list as the index holds it: its elements that are something.</summary>
    public static FieldValue OfList(System.Collections.IEnumerable list) => list.Cast<object?>().OfType<object>().Select(TextOf).ToArray();

    private static string Marked(string text) => text.Length == 0 || text[0] == Mark ? Mark + text : text;

    private static FieldValue Exact(double number, bool isExact, IFormattable value) => isExact
        ? number
        : throw new ArgumentException($"The number {value.ToString(null, CultureInfo.InvariantCulture)} cannot be compared exactly as a float64, which indexed numbers are; leave the property without an index, or keep it as a text.");
}
