namespace Vitrine.Catalogue;

/// <summary>Finds the header of a table that people made: above it may stand what the table is, "Price list, spring 2026".</summary>
internal static class HeaderPlace
{
    /// <summary>Rows with a text that are looked at.</summary>
    public const int MostRows = 20;

    // What stands above a table fills few of its columns.
    private const int FewOf = 3;

    /// <summary>The row among the first of a table that names its columns.</summary>
    /// <param name="filled">For each of the first rows that have a text, how many cells have one.</param>
    public static int Of(IReadOnlyList<int> filled)
    {
        // As many cells as two rows fill: one alone may be torn.
        var most = filled.Take(MostRows).OrderDescending().Take(2).DefaultIfEmpty().Min();
        return filled.TakeWhile(cells => cells * FewOf <= most).Count();
    }

    /// <summary>Says that rows were passed over.</summary>
    public static string Note(IReadOnlyList<string> above) => above.Count == 1
        ? $"The row above the header was passed over: '{above[0]}'."
        : $"{above.Count} rows above the header were passed over, the first of them '{above[0]}'.";
}
