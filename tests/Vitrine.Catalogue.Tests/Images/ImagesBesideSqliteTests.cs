using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

public class ImagesBesideSqliteTests
{
    /// <summary>libvips' OpenSlide module would load the system's SQLite over ours, and this process would die here.</summary>
    [Fact]
    public void Store_OpenedAfterAnImageWasDecoded_Works()
    {
        ImageDecoder.Decode(ImageEncoder.Png(new RgbImage(2, 2, new byte[12])));
        using var folder = new TemporaryFolder();
        using (var writer = StoreWriter.Open(folder.File("shop.vitrine")))
            writer.Commit();
        using var store = CatalogueStore.Open(folder.File("shop.vitrine"));
        Assert.Equal(0, store.Count);
    }
}
