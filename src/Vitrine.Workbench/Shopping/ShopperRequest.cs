using Vitrine.Search;
using Vitrine.Search.Queries;

namespace Vitrine.Workbench.Shopping;

/// <summary>What the task <c>shopper</c> asks.</summary>
public sealed record ShopperRequest
{
    /// <summary>The queries.</summary>
    public ShopperOptions Queries { get; init; } = new() { Part = Catalogue.Part.Test };

    /// <summary>What of photos and titles is compared; null for what the model did best by on the validation part.</summary>
    public SearchBy? By { get; init; }

    /// <summary>Lists of attributes from their names with commas between: "colour,category".</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Lists(IEnumerable<string> lists) =>
        [.. lists.Select(names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
