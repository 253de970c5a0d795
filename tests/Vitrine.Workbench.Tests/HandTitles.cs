using Vitrine.Catalogue;

namespace Vitrine.Workbench.Tests;

/// <summary>
/// Titles by the part and the half that the split gives them. It decides by a hash of the title, so a test asks it once for many titles and takes those that
/// fall where they are wanted.
/// </summary>
internal static class HandTitles
{
    private const int Tried = 400;

    private static readonly Lazy<ILookup<(Part Part, bool IsInFirstHalf), string>> ByPlace = new(Find);

    /// <summary>A title, another for each number.</summary>
    public static string Of(Part part, bool isInFirstHalf, int number) => ByPlace.Value[(part, isInFirstHalf)].ElementAt(number);

    private static ILookup<(Part, bool), string> Find()
    {
        using var folder = new TemporaryFolder();
        using (var writer = StoreWriter.Open(folder.FullName))
        {
            for (var number = 0; number < Tried; number++)
                writer.Put(new ProductData($"{number}", $"thing {number % 5} {number}", ["All"]), HandShop.PhotoOf(number));
            writer.Commit();
        }

        using var store = CatalogueStore.Open(folder.FullName);
        var halves = store.ReadHalves();
        return store.Titles().Index().ToLookup(title => (store.Parts[title.Index], halves[title.Index]), title => title.Item);
    }
}
