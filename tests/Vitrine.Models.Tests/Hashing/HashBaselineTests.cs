using Vitrine.Catalogue;
using Vitrine.Models.Baselines.RandomRotation;
using Vitrine.Models.Contract;
using Vitrine.Models.Hashing;
using Vitrine.Models.Tests.Contract;

namespace Vitrine.Models.Tests.Hashing;

/// <summary>Every baseline learns what it is made for: titles find photos of their category. By chance a sixth are right.</summary>
public sealed class HashBaselineTests(HashBaselineTests.Shop made) : IClassFixture<HashBaselineTests.Shop>
{
    private static readonly DeepHashPreset Short = new() { Hidden = 64, Epochs = 25, MinimumSteps = 0, Batch = 32 };

    private readonly SmallShop shop = made.Small;

    [Theory]
    [InlineData("scm-or", 5)]
    [InlineData("scm-se", 16)]
    [InlineData("dch", 16)]
    [InlineData("dcmh", 16)]
    [InlineData("cdq", 16)]
    [InlineData("ssah", 16)]
    public void Train_OnASmallShop_BringsPhotosAndTitlesOfACategoryTogether(string method, int bits)
    {
        var request = new TrainingRequest("m") { Bits = bits };
        if (Methods.Find(method) is DeepHashMethod deep)
            deep.Train(shop.Data, request, Short);
        else
            Methods.Find(method).Train(shop.Data, request);
        using var model = Methods.Load(shop.Store.Path, "m");
        var right = ShareOfRight(model);
        Assert.True(right > 0.85, $"{method}: {right:P1} of what is nearest is of the title's category.");
        Assert.Equal($"{method}-{bits}", model.Description.HasCodes ? model.Description.CodesLabel : model.Description.VectorsLabel);
        Assert.Equal($"{method}-{bits}", Methods.Find(method).DefaultName(request));
    }

    [Fact]
    public void Rotation_OfVectors_KeepsMostOfWhatTheyFind()
    {
        Methods.Find("cca").Train(shop.Data, new TrainingRequest("v") { Bits = 5 });
        Methods.Find("random-rotation").Train(shop.Data, new TrainingRequest("m") { Bits = 128, From = "v" });
        using var model = Methods.Load(shop.Store.Path, "m");
        Assert.True(ShareOfRight(model) > 0.8);

        Methods.Find("cca").Train(shop.Data, new TrainingRequest("v") { Bits = 4 }); // another model under the old name
        var error = Assert.Throws<CatalogueException>(() => Methods.Load(shop.Store.Path, "m"));
        Assert.Contains("trained anew since", error.Message, StringComparison.Ordinal);
        Assert.Contains("--from", Assert.Throws<UsageException>(() => new RotationMethod(Methods.Load).Train(shop.Data, new TrainingRequest("n"))).Hint!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(15)]
    [InlineData(40)]
    public void Estimates_OverRotations_AreUnbiasedAndMostlyWithinTheirBound(int bits)
    {
        const int dimensions = 15;
        Methods.Find("cca").Train(shop.Data, new TrainingRequest("vectors") { Bits = dimensions });
        using var origin = Methods.Load(shop.Store.Path, "vectors");
        int[] items = [.. Enumerable.Range(0, 40)];
        Query[] queries = [.. shop.Data.Items.Titles(items).Select(Query.Words)];
        var photos = origin.EncodeItems(shop.Data.Items, ItemField.Photo, items).SelectMany(block => block.Vectors!.Chunk(dimensions)).ToArray();
        var asked = origin.EncodeQueries(queries, ItemField.Photo);
        var (errors, within) = (new List<double>(), 0);
        for (ulong seed = 1; seed <= 6; seed++)
        {
            Methods.Find("random-rotation").Train(shop.Data, new TrainingRequest("rotated") { Bits = bits, From = "vectors", Seed = seed });
            using var model = (RotationModel)Methods.Load(shop.Store.Path, "rotated");
            var estimates = model.EstimatesOf(shop.Data.Items, ItemField.Photo, items).ToDictionary(entry => entry.Item, entry => entry.Estimate);
            var codes = model.EncodeItems(shop.Data.Items, ItemField.Photo, items).SelectMany(block => block.Codes!).ToArray();
            var (mean, meanOfTitles) = (model.MeanOf(ItemField.Photo).Data.ToArray(), model.MeanOf(ItemField.Title).Data.ToArray());
            foreach (var (q, query) in model.EncodeQueries(queries, ItemField.Photo).Index())
            {
                var vector = asked[q].Vector!;
                var length = Math.Sqrt(vector.Zip(meanOfTitles, (a, b) => (double)(a - b) * (a - b)).Sum());
                foreach (var item in items)
                {
                    var product = Enumerable.Range(0, bits).Sum(bit => query.BitWeights![bit] * (1 - 2 * (int)((query.Code![0] ^ codes[item]) >> bit & 1)));
                    var estimate = estimates[item].Of(product) + Dot(mean, vector);
                    errors.Add(estimate - Dot(photos[item], vector));
                    within += Math.Abs(errors[^1]) <= 1.9 * length * estimates[item].Spread ? 1 : 0;
                }
            }
        }

        var deviation = Math.Sqrt(errors.Average(error => error * error));
        Assert.InRange(deviation, 0.001, 0.5);
        Assert.InRange(errors.Average() / deviation, -0.1, 0.1);
        Assert.InRange((double)within / errors.Count, 0.9, 0.99);

        static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
    }

    [Theory]
    [InlineData("dcmh", 0)]
    [InlineData("cdq", 12)]
    [InlineData("scm-or", 100_000)]
    public void Train_WithALengthThatThereIsNot_SaysWhichThereAre(string method, int bits) =>
        Assert.Contains("up to 1984", Assert.Throws<UsageException>(() => Methods.Find(method).Train(shop.Data, new TrainingRequest("m") { Bits = bits })).Hint!.Replace("1 to", "up to", StringComparison.Ordinal), StringComparison.Ordinal);

    [Theory]
    [InlineData("dcmh")]
    [InlineData("cdq")]
    [InlineData("ssah")]
    public void Train_ResumedInTheMiddleOfAnEpoch_EndsWithTheSameBits(string method)
    {
        var deep = (DeepHashMethod)Methods.Find(method);
        var tiny = new DeepHashPreset { Hidden = 16, Epochs = 3, MinimumSteps = 0, Batch = 32, IsAlternating = method == "dcmh" };
        var request = new TrainingRequest("whole") { Bits = 8 };
        deep.Train(shop.Data, request, tiny);
        using (var stop = new CancellationTokenSource())
            Assert.ThrowsAny<OperationCanceledException>(() => deep.Train(shop.Data, request with { Name = "parts" }, tiny, new StopAfter(6, stop), stop.Token));
        deep.Train(shop.Data, request with { Name = "parts", Resume = true }, tiny);
        Assert.Equal(Files.ModelDirectoryOf(shop, "whole"), Files.ModelDirectoryOf(shop, "parts"));
    }

    private double ShareOfRight(IRetrievalModel model)
    {
        int[] rows = [.. Enumerable.Range(0, shop.Store.Count)];
        var photos = model.Photos(shop.Items, rows);
        var sum = 0.0;
        var asking = shop.Store.RowsOf(Part.Test);
        foreach (var row in asking)
        {
            var scores = Scores.Each(model.EncodeQueries([Query.Words(shop.Store[row].Title)], ItemField.Photo)[0], photos).Single();
            var best = scores.Max();
            sum += rows.Where(item => scores[item] == best).Average(item => shop.Store.Categories[item] == shop.Store.Categories[row] ? 1 : 0);
        }

        return sum / asking.Count;
    }

    /// <summary>One for all, so that its features are computed once.</summary>
    public sealed class Shop : IDisposable
    {
        internal SmallShop Small { get; } = new(160);

        public void Dispose() => Small.Dispose();
    }

    private static class Files
    {
        public static string ModelDirectoryOf(SmallShop shop, string name) => Models.Files.ModelDirectory.Of(shop.Store, name).ReadCard().WeightsHash;
    }
}
