namespace Vitrine.Catalogue;

/// <summary>A row of the table as a product and the reference to its photo, as the table has it.</summary>
internal readonly record struct ParsedRow(long Line, ProductData Product, string Image);
