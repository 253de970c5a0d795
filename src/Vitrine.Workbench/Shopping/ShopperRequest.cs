using Vitrine.Search.Queries;

namespace Vitrine.Workbench.Shopping;

/// <summary>What the task <c>shopper</c> asks.</summary>
public sealed record ShopperRequest
{
    /// <summary>The queries.</summary>
    public ShopperOptions Queries { get; init; } = new() { Part = Catalogue.Part.Test };

    /// <summary>Whether only products are searched that training never saw; default: all.</summary>
    public bool IsUnseenOnly { get; init; }

    /// <summary>Lists of attributes from their names with commas between: "colour,category".</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Lists(IEnumerable<string> lists) =>
        [.. lists.Select(names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
