namespace Vitrine.Search.Words;

/// <summary>Where a word of a product stands. A ranking takes those that count.</summary>
[Flags]
public enum WordFields
{
    None = 0,
    Title = 1,

    /// <summary>The names of its category's path and of the further ones.</summary>
    Categories = 2,

    /// <summary>The values of the attribute "brand".</summary>
    Brand = 4,

    /// <summary>The values of all other attributes, of any name.</summary>
    Attributes = 8,

    /// <summary>The values of its variants.</summary>
    Variants = 16,
    Description = 32,

    /// <summary>The shop's ids of the product and its variants: found where a query is one, or has one that is no word of the shop.</summary>
    Ids = 64,
    All = Title | Categories | Brand | Attributes | Variants | Description | Ids,

    /// <summary>All but what attributes say: for measuring what is found without them.</summary>
    WithoutAttributes = All & ~(Attributes | Variants),
}
