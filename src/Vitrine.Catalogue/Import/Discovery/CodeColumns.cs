namespace Vitrine.Catalogue;

/// <summary>Finds the columns that say by a number or a code what another column says in words: "colour_no" beside "colour_name". Shoppers know the words.</summary>
internal static class CodeColumns
{
    private const int MostValues = 2000;

    /// <summary>Each column tells so much of the other; exports have slips.</summary>
    private const double SameValues = 0.99;

    private static readonly string[] Endings = ["id", "no", "nr", "num", "number", "code", "key", "slug"];

    public static IReadOnlySet<SampledColumn> In(IReadOnlyList<SampledColumn> columns)
    {
        SampledColumn[] few = [.. columns.Where(column => column.Distinct > 1 && column.Distinct <= MostValues && column.Distinct < column.Cells.Count)];
        SampledColumn[] words = [.. few.Where(column => !IsCode(column))];
        return few.Where(code => IsCode(code) && words.Any(word => word.Distinct == code.Distinct && word.Determines(code) >= SameValues && code.Determines(word) >= SameValues)).ToHashSet();
    }

    /// <summary>By the end of its name.</summary>
    public static bool AreCalledCodes(SampledColumn column) => Endings.Any(ending => column.Key.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsCode(SampledColumn column) => !NumberColumns.AreCalledAmounts(column)
        && (AreCalledCodes(column) || column.Cells.All(cell => !cell.Text.Any(char.IsLetter)));
}
