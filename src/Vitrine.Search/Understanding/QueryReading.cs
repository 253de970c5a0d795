using Vitrine.Index;

namespace Vitrine.Search.Understanding;

/// <summary>What was understood of a query.</summary>
/// <param name="Text">The words that are searched for; empty where filters say all.</param>
/// <param name="Without">What no hit may have, each as it was typed.</param>
/// <param name="Filter">The products that pass what was read as a condition, such as "under 50"; null for all.</param>
/// <param name="Notes">A sentence for everything that was read in another way than it was typed, or could not be read.</param>
public sealed record QueryReading(string Text, IReadOnlyList<string> Without, RowSet? Filter, IReadOnlyList<string> Notes);
