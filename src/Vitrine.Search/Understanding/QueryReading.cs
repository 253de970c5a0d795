using Vitrine.Search.Fields;

namespace Vitrine.Search.Understanding;

/// <summary>What was understood of a query.</summary>
/// <param name="Text">The words that are searched for; empty where conditions say all.</param>
/// <param name="Without">What no hit may have, each as it was typed.</param>
/// <param name="Conditions">What was read as a condition, such as "under 50": field names and what is asked of each.</param>
/// <param name="Notes">A sentence for everything that was read in another way than it was typed, or could not be read.</param>
public sealed record QueryReading(string Text, IReadOnlyList<string> Without, IReadOnlyDictionary<string, FieldCondition> Conditions, IReadOnlyList<string> Notes)
{
    /// <summary>Whether it asks for a thing that no product is, and for no other thing: "samsung toaster" where nobody has a toaster. Little is likely then.</summary>
    public bool LacksThing { get; init; }
}
