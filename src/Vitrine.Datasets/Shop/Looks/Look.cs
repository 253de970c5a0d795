namespace Vitrine.Datasets.Shop;

/// <summary>How one product is made: the value of each attribute of its category, in the category's order. Equal where all values are.</summary>
internal sealed class Look(IReadOnlyDictionary<string, string> values) : IEquatable<Look>
{
    private readonly string key = string.Join('|', values.Values);

    public IReadOnlyDictionary<string, string> Values { get; } = values;

    public string Colour => Values[ShopAttribute.Colour];

    public string Pattern => Values.GetValueOrDefault(ShopAttribute.Pattern, "plain");

    public string this[string attribute] => Values[attribute];

    public Look With(string attribute, string value) => new(Values.ToDictionary(v => v.Key, v => v.Key == attribute ? value : v.Value));

    public bool Equals(Look? other) => other is not null && key == other.key;

    public override bool Equals(object? obj) => Equals(obj as Look);

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);
}
