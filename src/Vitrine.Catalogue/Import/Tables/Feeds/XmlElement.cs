using System.Text;
using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>An element of a feed as an object: its attributes and its elements are properties, those of one name a list; one with neither is its text.</summary>
/// <param name="name">Without the prefix of its namespace.</param>
internal sealed class XmlElement(string name)
{
    // What an element has in it besides its attributes: <weight unit="kg">2</weight>.
    private const string ValueProperty = "value";

    private readonly List<(string Name, string Value)> attributes = [];
    private readonly List<XmlElement> elements = [];

    public string Name => name;

    public StringBuilder Text { get; } = new();

    public void Add(string attribute, string value) => attributes.Add((attribute, value));

    public void Add(XmlElement element) => elements.Add(element);

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            Write(json, isProduct: true);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private void Write(Utf8JsonWriter json, bool isProduct)
    {
        var text = Text.ToString().Trim();
        if (!isProduct && attributes.Count == 0 && elements.Count == 0)
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartObject();
        var properties = attributes.Select(attribute => (attribute.Name, Write: (Action)(() => json.WriteStringValue(attribute.Value)))).Concat(elements.Select(element => (element.Name, (Action)(() => element.Write(json, isProduct: false)))));
        // <param name="Color">red</param> is a pair, in a list of such, however few there are.
        var isListOfPairs = elements.Where(element => element.attributes.Any(attribute => NamedValues.IsName(attribute.Name))).Select(element => element.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var same in properties.GroupBy(property => property.Name, StringComparer.Ordinal))
        {
            json.WritePropertyName(same.Key);
            var isList = same.Skip(1).Any() || isListOfPairs.Contains(same.Key);
            if (isList)
                json.WriteStartArray();
            foreach (var (_, write) in same)
                write();
            if (isList)
                json.WriteEndArray();
        }

        if (text.Length > 0)
            json.WriteString(ValueProperty, text);
        json.WriteEndObject();
    }
}
