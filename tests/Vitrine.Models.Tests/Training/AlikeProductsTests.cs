using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Models.Tests.Training;

/// <summary>Shops in which something does not vary: a method trains and gives finite numbers, or says what it lacks.</summary>
public sealed class AlikeProductsTests : IDisposable
{
    private const int Products = 60;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-test-");

    private string Path => System.IO.Path.Combine(folder.FullName, "shop.vitrine");

    [Theory]
    [InlineData("hichnet")]
    [InlineData("hsl")]
    [InlineData("vse")]
    [InlineData("scan")]
    [InlineData("cca")]
    public void Train_WhereSomethingIsAlike_GivesFiniteNumbersOrSaysWhatItLacks(string method)
    {
        foreach (var alike in Enum.GetValues<Alike>())
        {
            Import(alike);
            using var store = CatalogueStore.Open(Path);
            var data = new StoreTrainingData(store);
            var request = method == "cca" ? new TrainingRequest("m") { Bits = 2 } : new TrainingRequest("m") { Epochs = 1 };
            try
            {
                Methods.Find(method).Train(data, request);
            }
            catch (CatalogueException e)
            {
                Assert.True(method == "cca" || alike.HasFlag(Alike.Words), $"{alike}: {e.Message}");
                Assert.NotNull(e.Hint);
                continue;
            }

            using var model = Methods.Load(Path, "m");
            int[] rows = [.. Enumerable.Range(0, store.Count)];
            foreach (var vectors in new[] { model.Photos(data.Items, rows).Vectors, model.Texts(["boot number 7", "sandal", "nothing known"]).Vectors })
                Assert.All(vectors ?? [], number => Assert.True(float.IsFinite(number), $"{alike}: {number}"));
        }
    }

    [Theory]
    [InlineData(Alike.Titles, "The training titles all have the same known words")]
    [InlineData(Alike.Photos, "The training photos all look the same")]
    [InlineData(Alike.Words, "No word stands in 2 of the ")]
    public void Train_CcaOnOneSideAlike_SaysWhich(Alike alike, string message)
    {
        Import(alike);
        using var store = CatalogueStore.Open(Path);
        var error = Assert.Throws<UsageException>(() => Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest("m") { Bits = 2 }));
        Assert.StartsWith(message, error.Message);
        Assert.False(Directory.Exists(System.IO.Path.Combine(Path, "models", "m")));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Import(Alike alike)
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        using var writer = StoreWriter.Open(Path);
        for (var i = 0; i < (alike.HasFlag(Alike.Few) ? 8 : Products); i++)
            writer.Put(new ProductData($"p{i}", Title(alike, i), ["Shoes", alike.HasFlag(Alike.Categories) ? "Boot" : $"Kind {i % 3}"]), Photo(alike.HasFlag(Alike.Photos) ? 0 : i));
        writer.Commit();
    }

    private static string Title(Alike alike, int i) => alike.HasFlag(Alike.Words) ? $"boot{i}"
        : alike.HasFlag(Alike.Titles) ? $"boot number {i}"
        : $"boot number {i} kind{i % 3} {(i % 2 == 0 ? "red" : "blue")}";

    private static byte[] Photo(int i)
    {
        var pixels = new byte[8 * 8 * 3];
        for (var place = 0; place < pixels.Length; place++)
            pixels[place] = (byte)(place / 24 % 2 == 0 ? 37 * i : 255 - 11 * i);
        return ImageEncoder.Png(new RgbImage(8, 8, pixels));
    }

    /// <summary>What does not tell products apart.</summary>
    [Flags]
    public enum Alike
    {
        Nothing = 0,
        Titles = 1,
        Photos = 2,
        Categories = 4,
        TitlesAndPhotos = Titles | Photos,
        Everything = Titles | Photos | Categories,
        Few = 8,
        Words = 16,
    }
}
