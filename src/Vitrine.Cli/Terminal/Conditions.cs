using System.Globalization;
using Vitrine.Search.Fields;

namespace Vitrine.Cli.Terminal;

/// <summary>Conditions on fields as they are typed: "colour=red", "price=10..50".</summary>
internal static class Conditions
{
    private const string To = "..";

    /// <param name="typed">Each a field, '=' and a value or range. Values of one field are joined: one of them has to hold.</param>
    /// <param name="fields">Those of the shop.</param>
    public static Dictionary<string, FieldCondition> Of(IEnumerable<string> typed, ShopFields fields)
    {
        var conditions = new Dictionary<string, FieldCondition>(StringComparer.Ordinal);
        foreach (var text in typed)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
                throw VerbException.Usage($"'{text}' is no condition.", "write a field, = and a value or range: colour=red, price=10..50");
            var field = fields.Named(text[..at].Trim());
            var condition = Read(field, text[(at + 1)..].Trim());
            conditions[field.Name] = !conditions.TryGetValue(field.Name, out var before) ? condition
                : before is FieldCondition.OneOf some && condition is FieldCondition.OneOf more ? new FieldCondition.OneOf([.. some.Values, .. more.Values])
                : throw VerbException.Usage($"two ranges of the field '{field.Name}' were given.", "give one.");
        }

        return conditions;
    }

    private static FieldCondition Read(ShopField field, string value)
    {
        if (value.IndexOf(To, StringComparison.Ordinal) is not (>= 0 and var at) || (field.Kind != ShopFieldKind.Number && !IsRange(value[..at], value[(at + To.Length)..])))
            return new FieldCondition.OneOf(value);
        return new FieldCondition.Between(Bound(field, value, value[..at]), Bound(field, value, value[(at + To.Length)..]));
    }

    // Of a field of texts it is refused, but "A..Z" may be a text.
    private static bool IsRange(string from, string to) => from.Length + to.Length > 0 && new[] { from, to }.All(bound => bound.Length == 0 || double.TryParse(bound, CultureInfo.InvariantCulture, out _));

    private static double? Bound(ShopField field, string range, string text) => text.Length == 0 ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : throw VerbException.Usage($"'{range}' is no range of the field '{field.Name}'.", $"write two numbers, of which one may be missing: {field.Name}=10..50, {field.Name}=..50");
}
