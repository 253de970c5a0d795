using Vitrine.Catalogue;

namespace Vitrine.Workbench.Tests.Shopping;

/// <summary>A store of mugs and plates in red and blue, six of each, whose titles say the kind alone, in the singular: rows 0–5 are red mugs, 6–11 blue mugs, 12–17 red plates, 18–23 blue plates.</summary>
internal sealed class ColourShop : IDisposable
{
    public const int OfEach = 6;

    private readonly TemporaryFolder folder = new();

    /// <param name="others">What a second attribute says of a product; null: there is none.</param>
    public ColourShop(Func<int, string>? others = null)
    {
        using (var writer = StoreWriter.Open(Path))
        {
            foreach (var (number, (kind, colour)) in new[] { ("Mugs", "Red"), ("Mugs", "Blue"), ("Plates", "Red"), ("Plates", "Blue") }.SelectMany(look => Enumerable.Repeat(look, OfEach)).Index())
            {
                writer.Put(new ProductData($"{number:D2}", $"{kind.TrimEnd('s')} {number}", ["Kitchen", kind])
                {
                    Attributes = others is null
                        ? new Dictionary<string, IReadOnlyList<string>> { ["colour"] = [colour] }
                        : new Dictionary<string, IReadOnlyList<string>> { ["colour"] = [colour], ["other"] = [others(number)] },
                }, [HandShop.PhotoOf(number)]);
            }

            writer.Commit();
        }

        Store = CatalogueStore.Open(Path);
    }

    public string Path => folder.File("shop.vitrine");

    public CatalogueStore Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        folder.Dispose();
    }
}
