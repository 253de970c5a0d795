namespace Vitrine.Catalogue;

/// <summary>A row of the table, read.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Product">The id of the product that it is of.</param>
/// <param name="Id">The id that no other row may have; empty where rows of a product have none of their own.</param>
/// <param name="Fields">What it says.</param>
/// <param name="Photos">References of photos as the shop writes them, in order.</param>
internal sealed record ParsedRow(long Line, string Product, string Id, RowFields Fields, IReadOnlyList<string> Photos);

/// <summary>What a row says; empty where it is silent, as the further rows of a product often are.</summary>
/// <param name="Title">One line.</param>
/// <param name="CategoryPaths">The main path first.</param>
/// <param name="Attributes">Names to values.</param>
/// <param name="Numbers">Names to numbers.</param>
/// <param name="Description">Plain text.</param>
/// <param name="Group">Of the split.</param>
/// <param name="Part">Of a published split.</param>
/// <param name="VariantId">The shop's id of the variant; null where the row is none.</param>
internal sealed record RowFields(
    string Title,
    string[][] CategoryPaths,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes,
    IReadOnlyDictionary<string, double> Numbers,
    string Description,
    string Group,
    Part? Part,
    string? VariantId);
