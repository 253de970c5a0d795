using Vitrine.Catalogue;

namespace Vitrine.Search.Tests.Words;

/// <summary>Products of myntra with titles, kinds and attributes, without photos.</summary>
internal static class RealTitles
{
    /// <summary>Every so many of the 37,706 products; the test is skipped where there are none.</summary>
    public static IEnumerable<ProductData> OneIn(int number) =>
        File.ReadLines(Path.Combine(SharedFolder.Require("data/myntra"), "products.csv")).Skip(1).Where((_, row) => row % number == 0)
            .Select(line => line.Split(',', 10))
            .Select(cells => new ProductData(cells[0], cells[9].Trim('"'), [cells[2], cells[3], cells[4]]) { Attributes = WordShop.Attributes(("colour", cells[5]), ("usage", cells[8])) });
}
