namespace Vitrine.Search.Queries;

/// <summary>A query made of values of a shop's products, and the products that have them.</summary>
public sealed class ShopperQuery
{
    internal ShopperQuery(string key, string group, IReadOnlyList<Phrase> phrases, ulong bits, IReadOnlyList<int> relevant) =>
        (Key, Group, Phrases, Bits, Relevant) = (key, group, phrases, bits, relevant);

    /// <summary>The same in every store whose products have these values: "basecolour=black category=t-shirts gender=men".</summary>
    public string Key { get; }

    /// <summary>The queries that it is reported with: "values-2", or the attributes that were asked for.</summary>
    public string Group { get; }

    /// <summary>As a shopper types it, in lower case: "black men t-shirts".</summary>
    public string Text => QueryText.Of(Phrases);

    /// <summary>The rows of the products that have all values, rising.</summary>
    public IReadOnlyList<int> Relevant { get; }

    internal IReadOnlyList<Phrase> Phrases { get; }

    /// <summary>Random bits of its own.</summary>
    internal ulong Bits { get; }
}
