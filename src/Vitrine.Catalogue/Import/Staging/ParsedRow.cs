namespace Vitrine.Catalogue;

/// <summary>A row of the table as a product and the path of its photo.</summary>
internal readonly record struct ParsedRow(long Line, ProductData Product, string Image);
