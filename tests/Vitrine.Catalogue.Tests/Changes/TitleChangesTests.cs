namespace Vitrine.Catalogue.Tests.Changes;

public class TitleChangesTests
{
    [Fact]
    public void Find_OneArticleInThreeColours_LeadsFromEachToEach()
    {
        using var shop = new ChangedShop(new ChangedProduct("Polo Shirt Red"), new ChangedProduct("Polo Navy Blue Shirt"), new ChangedProduct("green polo-shirt"), new ChangedProduct("Red Dress"));
        var changes = Found(shop);
        Assert.Equal(["0 red → green: 2", "0 red → navy blue: 1", "1 navy blue → green: 2", "1 navy blue → red: 0", "2 green → navy blue: 1", "2 green → red: 0"], changes);
    }

    [Fact]
    public void Find_AColourThatOnlyTheAttributeSays_IsTakenFromThere()
    {
        using var shop = new ChangedShop(new ChangedProduct("Polo Shirt", ("baseColour", "Sea Green")), new ChangedProduct("Polo Shirt", ("baseColour", "Red")), new ChangedProduct("Polo Shirt", ("baseColour", "Red")));
        Assert.Equal(["0 sea green → red: 1,2", "1 red → sea green: 0", "2 red → sea green: 0"], Found(shop));
        Assert.Equal([2], TitleChanges.Find(shop.Store, Part.Train).Single(change => change.Reference == 1).Unchanged);
    }

    [Fact]
    public void Find_AnotherAttribute_HasToStandInBothTitles()
    {
        using var shop = new ChangedShop(
            new ChangedProduct("Acme Men Jersey", ("gender", "Men"), ("season", "Summer")),
            new ChangedProduct("Acme Women Jersey", ("gender", "Women"), ("season", "Winter")),
            new ChangedProduct("Acme Jersey", ("gender", "Women"), ("season", "Winter")));
        Assert.Equal(["0 men → women: 1", "1 women → men: 0"], Found(shop));
    }

    [Fact]
    public void Find_ProductsOfOnePhoto_AreNoChange()
    {
        using var shop = new ChangedShop(new ChangedProduct("Polo Red"), new ChangedProduct("Polo Blue") { PhotoOf = 0 }, new ChangedProduct("Polo Blue"));
        Assert.Equal(["0 red → blue: 2", "2 blue → red: 0"], Found(shop));
    }

    [Fact]
    public void Find_ProductsOfTwoParts_AreNoChange()
    {
        using var shop = new ChangedShop(new ChangedProduct("Polo Red"), new ChangedProduct("Polo Blue") { Part = Part.Test });
        Assert.Empty(Found(shop));
        Assert.Empty(TitleChanges.Find(shop.Store, Part.Test));
    }

    [Fact]
    public void Find_AnAttributeOfHundredsOfValues_NamesProducts()
    {
        using var shop = new ChangedShop([.. Enumerable.Range(0, 302).Select(i => new ChangedProduct($"Polo style{i}", ("style number", $"style{i}")))]);
        Assert.Empty(Found(shop));
    }

    [Fact]
    public void Find_Cancelled_Stops()
    {
        using var shop = new ChangedShop(new ChangedProduct("Polo Red"));
        Assert.ThrowsAny<OperationCanceledException>(() => TitleChanges.Find(shop.Store, Part.Train, new(canceled: true)));
        Assert.ThrowsAny<OperationCanceledException>(() => NeighbourChanges.Find(shop.Store, Part.Train, new(canceled: true)));
    }

    private static IEnumerable<string> Found(ChangedShop shop) =>
        TitleChanges.Find(shop.Store, Part.Train).Select(change => $"{change.Reference} {change.From} → {change.To}: {string.Join(',', change.Targets)}").Order(StringComparer.Ordinal);
}
