namespace Vitrine.Catalogue.Tests.Changes;

public class NeighbourChangesTests
{
    private static (string, string)[] Known(string sleeves, string collar = "round") => [("colour", "red"), ("pattern", "plain"), ("sleeves", sleeves), ("collar", collar), ("fabric", "wool")];

    [Fact]
    public void Find_ProductsThatDifferInOneOfManyAttributes_LeadToEachOther()
    {
        using var shop = new ChangedShop(new("A", Known("long")), new("B", Known("Short")), new("C", Known("short", "V")), new("D", Known("short")) { Category = "Dresses" });
        Assert.Equal(["sleeves 0 long → short: 1", "sleeves 1 short → long: 0", "collar 1 round → v: 2", "collar 2 v → round: 1"],
            NeighbourChanges.Find(shop.Store, Part.Train).OrderByDescending(change => change.Attribute, StringComparer.Ordinal)
                .Select(change => $"{change.Attribute} {change.Reference} {change.From} → {change.To}: {string.Join(',', change.Targets)}"));
    }

    [Fact]
    public void Find_ProductsOfWhichLittleIsKnown_AreNoNeighbours()
    {
        using var shop = new ChangedShop(new("A", ("colour", "red"), ("gender", "men"), ("season", "summer"), ("usage", "casual")), new("B", ("colour", "blue"), ("gender", "men"), ("season", "summer"), ("usage", "casual")));
        Assert.Empty(NeighbourChanges.Find(shop.Store, Part.Train));
    }
}
