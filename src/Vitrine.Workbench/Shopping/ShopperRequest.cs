using Vitrine.Search.Queries;

namespace Vitrine.Workbench.Shopping;

/// <summary>What the task <c>shopper</c> asks.</summary>
public sealed record ShopperRequest
{
    /// <summary>The queries.</summary>
    public ShopperOptions Queries { get; init; } = new() { Part = Catalogue.Part.Test };

    /// <summary>Whether only products are searched that training never saw; default: all.</summary>
    public bool IsUnseenOnly { get; init; }
}
