namespace Vitrine.Catalogue.Tests.Import.Rows;

/// <summary>Cells of numbers and of photos, as shops write them.</summary>
public class CellTests
{
    [Theory]
    [InlineData("19.90", 19.90)]
    [InlineData("19,90", 19.90)]
    [InlineData("1.299,00 €", 1299)]
    [InlineData("$1,299.00", 1299)]
    [InlineData("1 299,50", 1299.5)]
    [InlineData("1'299.50 CHF", 1299.5)]
    [InlineData("EUR 5", 5)]
    [InlineData("1,299", 1299)]
    [InlineData("1.299", 1.299)]
    [InlineData("1.299 €", 1299)]
    [InlineData("EUR 1.299", 1299)]
    [InlineData("€0.299", 0.299)]
    [InlineData("$12.90", 12.9)]
    [InlineData("1.299.000", 1299000)]
    [InlineData("12,5", 12.5)]
    [InlineData(".90", 0.9)]
    [InlineData("-3", -3)]
    [InlineData("1e3", 1000)]
    [InlineData("2.5E+2", 250)]
    [InlineData("-1.5e-1", -0.15)]
    [InlineData("10E", 10)]     // euros
    [InlineData("10E50", 10)]   // and cents
    [InlineData("12e3x", 12)]
    [InlineData("10 - 20", 10)]
    [InlineData("12.490000000000002", 12.49)]
    public void Number_AsShopsWriteIt_IsRead(string cell, double number)
    {
        Assert.True(NumberCell.TryRead(cell, out var read));
        Assert.Equal(number, read, 9);
    }

    [Theory]
    [InlineData("12,50|2.000", ',', 2000)]
    [InlineData("1.299,00|5|2.000", ',', 2000)]
    [InlineData("0,250|1,500", ',', 1.5)]
    [InlineData("12,5|1,500", ',', 1.5)]
    [InlineData("12.50|2.000", '.', 2)]
    [InlineData("12.50|2,000", '.', 2000)]
    [InlineData("1.299.000|2.000", null, 2)]
    [InlineData("12.5|12,5|2.000", null, 2)]
    [InlineData("1,299|2,000", null, 2000)]
    public void Number_OfOneSignAndThreeDigits_IsAsTheColumnWritesDecimals(string cells, char? sign, double last)
    {
        Assert.Equal(sign, NumberCell.DecimalSignOf(cells.Split('|')));
        Assert.True(NumberCell.TryRead(cells.Split('|')[^1], out var read, sign));
        Assert.Equal(last, read, 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("on request")]
    [InlineData("12345678901234567890")]
    public void Number_WhereThereIsNone_IsRefused(string cell) => Assert.False(NumberCell.TryRead(cell, out _));

    [Theory]
    [InlineData("a.jpg", "a.jpg")]
    [InlineData("a.jpg|b.jpg", "a.jpg b.jpg")]
    [InlineData("a.jpg, b.png", "a.jpg b.png")]
    [InlineData("a.jpg;b.jpg;", "a.jpg b.jpg")]
    [InlineData("a.jpg\nb.jpg", "a.jpg b.jpg")]
    [InlineData("https://x.example/a.jpg?v=1 https://x.example/b", "https://x.example/a.jpg?v=1 https://x.example/b")]
    [InlineData("https://x.example/a.jpg?w=1,2|https://x.example/b.jpg", "https://x.example/a.jpg?w=1,2 https://x.example/b.jpg")]
    [InlineData("a.jpg|a.jpg", "a.jpg")]
    [InlineData(" ", "")]
    public void Photos_SeveralInACell_AreTheirReferences(string cell, string references) =>
        Assert.Equal(references, string.Join(' ', PhotoCell.References(new TableCell(cell))));

    [Theory]
    [InlineData("red, white and blue.jpg")]
    [InlineData("front; back.png")]
    [InlineData("P 001 front.jpg")]
    public void Photos_ANameWithSeparatorsInIt_IsOne(string cell) => Assert.Equal([cell], PhotoCell.References(new TableCell(cell)));
}
