namespace Vitrine.Models.Contract;

/// <summary>What of an item is encoded, and searched.</summary>
public enum ItemField
{
    /// <summary>Its picture, or the regions that a detector found in it.</summary>
    Photo,

    /// <summary>Its words.</summary>
    Title,
}
