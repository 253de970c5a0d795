using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vitrine.Catalogue;

/// <summary>
/// Flattens the object of a product: an object in it becomes columns "price.amount", a list becomes the items of a cell, and a list of objects becomes lists, "images.src"; one of pairs a column for each name, see <see cref="NamedValues"/>.
/// </summary>
internal abstract partial class JsonProperties
{
    // Parts the name of a property from its number among those of one name in one object. No export has this character in a name.
    private const char Numbered = '\u001F';

    /// <summary>The key of a property that stands in its object for the n-th time, from 1: the name itself for the first.</summary>
    protected static string Key(string name, int number) => number == 1 ? name : $"{name}{Numbered}{number}";

    /// <summary>The name that a key is of.</summary>
    public static string NameOf(string key) => IsFurther(key) ? Numbers().Replace(key, "") : key;

    /// <summary>Whether a key is of a property that stands twice, or of one in such a property, and not of the first of them.</summary>
    protected static bool IsFurther(string key) => key.Contains(Numbered);

    [GeneratedRegex($"{"\u001F"}[0-9]+")]
    private static partial Regex Numbers();

    /// <summary>Visits every value below an element.</summary>
    /// <exception cref="InvalidOperationException">A name with an escaped half of a surrogate pair, which is no text.</exception>
    protected void Visit(JsonElement element, string name, bool isListed)
    {
        if (isListed && element.ValueKind is JsonValueKind.Object && NamedValues.In(element) is var (named, value))
        {
            Visit(value, $"{name}.{named}", isListed: true);
        }
        else if (element.ValueKind is JsonValueKind.Object)
        {
            Structure(name, element.ValueKind);
            Dictionary<string, int>? numbers = null;
            foreach (var property in element.EnumerateObject())
            {
                var full = name.Length == 0 ? property.Name : $"{name}.{property.Name}";
                var number = (numbers ??= new(StringComparer.Ordinal)).GetValueOrDefault(full) + 1;
                numbers[full] = number;
                Visit(property.Value, Key(full, number), isListed);
            }
        }
        else if (element.ValueKind is JsonValueKind.Array)
        {
            if (isListed)
                ListWithin(name, hasEnded: false);
            foreach (var item in element.EnumerateArray())
                Visit(item, name, isListed: true);
            if (isListed)
                ListWithin(name, hasEnded: true);
        }
        else
        {
            Value(name, element, isListed);
        }
    }

    /// <summary>An object with properties of its own.</summary>
    protected abstract void Structure(string key, JsonValueKind kind);

    /// <summary>A list in a list begins or has ended.</summary>
    protected abstract void ListWithin(string key, bool hasEnded);

    /// <summary>A text, a number, a truth value or null.</summary>
    protected abstract void Value(string key, JsonElement value, bool isListed);
}
