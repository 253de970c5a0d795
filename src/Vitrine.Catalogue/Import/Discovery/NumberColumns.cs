namespace Vitrine.Catalogue;

/// <summary>Tells columns of amounts, by which shoppers set bounds and sort, from columns of names that happen to be digits.</summary>
internal static class NumberColumns
{
    /// <summary>With fewer different whole numbers than this they are choices, as years, pieces and sizes are.</summary>
    private const int MostChoices = 20;

    /// <summary>Numbers without an amount: so many digits in every cell name something.</summary>
    private const int DigitsOfNames = 8;

    private static readonly string[] Amounts =
    [
        "price", "preis", "prix", "precio", "prezzo", "prijs", "cost", "stock", "bestand", "lager", "voorraad", "quantity", "qty", "menge", "inventory", "weight", "gewicht", "poids", "peso", "width", "height", "depth", "length",
        "breite", "hohe", "hoehe", "tiefe", "lange", "laenge", "rating", "reviews", "bewertung", "discount", "rabatt",
    ];

    private static readonly string[] NoAmounts = ["gtin", "ean", "upc", "isbn", "code", "number", "nummer", "sku", "phone", "zip", "plz", "rank", "sort", "position"];

    /// <summary>Bare numbers in nearly all cells, which are amounts by the column's name, or else by decimals or by how many different ones there are, unless the name speaks of names.</summary>
    public static bool AreAmounts(SampledColumn column)
    {
        string[] cells = [.. column.Cells.Where(cell => cell.Items is null && cell.Text.Length > 0).Select(cell => cell.Text)];
        if (cells.Length == 0 || column.Distinct < 2 || cells.Count(IsBare) * 10 < cells.Length * 9)
            return false;
        var areNames = column.IsCalled(NoAmounts) || column.Key.EndsWith("id", StringComparison.Ordinal) || cells.All(cell => cell.Count(char.IsAsciiDigit) >= DigitsOfNames);
        return AreCalledAmounts(column) || (!areNames && (cells.Any(HasDecimals) || column.Distinct > MostChoices));
    }

    /// <summary>The name of the column is one of amounts.</summary>
    public static bool AreCalledAmounts(SampledColumn column) => column.IsCalled(Amounts);

    private static bool IsBare(string cell) => NumberCell.TryRead(cell, out _)
        && cell.All(character => char.IsAsciiDigit(character) || char.IsWhiteSpace(character) || (char.IsSymbol(character) && character != '|') || character is '.' or ',' or '-' or '\'' or '%') // "49|51" are sizes
        && cell.IndexOf('-') <= 0;

    private static bool HasDecimals(string cell) => NumberCell.TryRead(cell, out var number) && number != Math.Floor(number);
}
