using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;
using Vitrine.Workbench.Encoders.Parity;

namespace Vitrine.Workbench.Tests.Encoders.Parity;

/// <summary>The small networks that tests/oracle/onnx_encoders.py wrote, and beside them the same with fewer bits.</summary>
public sealed class EncoderParityTests : IDisposable
{
    private const int Products = 60;

    private readonly TemporaryFolder folder = new();

    private readonly byte[][] photos = [.. ShopGenerator.Generate(new ShopOptions(Products)).Products.Select(ShopPhotographer.Photograph)];

    [Fact]
    public void Measure_ATowerAlone_KeepsNeighboursByHalfTheBitsAndLosesThemByTwo()
    {
        var files = Measure(Fixture("dino"));
        Assert.Equal(["onnx/model_fp16.onnx", "onnx/model_q2.onnx", "onnx/model_quantized.onnx"], files.Select(file => file.Path));
        Assert.All(files, file => Assert.Equal(("onnx/model.onnx", RecallTask.Neighbours, 1.0), (file.WholePath, file.Loss!.Task, file.Loss.WholeRecall)));
        Assert.InRange(files[0].Loss!.LeastCosine, 0.99999, 1.00001);
        Assert.True(files[0].IsAsGood(mostLost: 1));
        Assert.False(files[1].IsAsGood(mostLost: 1));
        Assert.True(files[1].IsAsGood(mostLost: 100));
        Assert.InRange(files[1].Loss!.MeanCosine, files[1].Loss!.LeastCosine, 0.9);
        Assert.InRange(files[2].Loss!.MeanCosine, 0.999, 1);
    }

    // Turned by three steps of the circle a title has five photos nearer than its own, turned by six it has eleven.
    [Theory]
    [InlineData(3, 0)]
    [InlineData(6, 100)]
    public void Measure_TwoTowersThatFindEachOther_IsOfTitlesAndPhotos(int turn, double lost)
    {
        var file = Assert.Single(EncoderParity.Measure(Fixture("clip-split"), (path, _) => Circle.Vectors(step: 1, path.EndsWith("_fp16.onnx", StringComparison.Ordinal) ? turn : 0)));
        Assert.Equal(("onnx/text_model_fp16.onnx", "onnx/text_model.onnx"), (file.Path, file.WholePath));
        Assert.Equal((RecallTask.Pairs, 1.0, lost), (file.Loss!.Task, file.Loss.WholeRecall, file.Loss.PointsLost));
        Assert.Equal(Math.Cos(2 * Math.PI * turn / Circle.Count), file.Loss.MeanCosine, 1e-5);
    }

    [Fact]
    public void Measure_TwoTowersThatDoNot_IsOfNeighbours() => Assert.Equal(RecallTask.Neighbours, Assert.Single(Measure(Fixture("clip-split"))).Loss!.Task);

    [Fact]
    public void Measure_FilesThatCannotBeComputed_SaysWhyAndGoesOn()
    {
        foreach (var path in Directory.EnumerateFiles(Fixture("dino"), "*.json"))
            File.Copy(path, folder.File(Path.GetFileName(path)));
        Directory.CreateDirectory(folder.File("onnx"));
        File.Copy(Path.Combine(Fixture("dino"), "onnx", "model.onnx"), folder.File("onnx/model.onnx"));
        File.Copy(Path.Combine(Fixture("dino"), "onnx", "model_fp16.onnx"), folder.File("onnx/model_fp16.onnx"));
        File.Copy(Path.Combine(Fixture("resnet"), "onnx", "model.onnx"), folder.File("onnx/model_int8.onnx"));
        folder.Write("onnx/model_bnb4.onnx", "version https://git-lfs.github.com/spec/v1");

        var files = Measure(folder.FullName);
        Assert.Equal(["onnx/model_bnb4.onnx", "onnx/model_fp16.onnx", "onnx/model_int8.onnx"], files.Select(file => file.Path));
        Assert.Contains("model_bnb4.onnx", files[0].Problem);
        Assert.Null(files[1].Problem);
        Assert.NotNull(files[2].Problem);
        Assert.False(files[0].IsAsGood(100) || files[2].IsAsGood(100));
    }

    [Fact]
    public void Measure_AFolderWithOneFileANetwork_SaysThatThereIsNothingToCompare() =>
        Assert.Contains("fewer bits", Assert.Throws<MeasurementException>(() => EncoderParity.Measure(Fixture("resnet"), storePath: null)).Message);

    [Fact]
    public void Measure_OnAStoreOfAFewProducts_SaysThatTheyAreTooFew()
    {
        using var shop = new HandShop(new HandProduct(Part.Train, "clothes/shirts").Times(5));
        Assert.Contains("at least 50", Assert.Throws<MeasurementException>(() => EncoderParity.Measure(Fixture("dino"), shop.Path)).Message);
    }

    [Fact]
    public void Measure_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => EncoderParity.Measure(Fixture("dino"), new SampleVectors(Sample, null, new CancellationToken(canceled: true)).Of));

    public void Dispose() => folder.Dispose();

    private static string Fixture(string family) => Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Onnx.Tests", "Encoders", "Fixtures", family);

    private IReadOnlyList<QuantisedFile> Measure(string encoder) => EncoderParity.Measure(encoder, new SampleVectors(Sample, null, default).Of);

    private ParitySample Sample => new([.. Enumerable.Range(0, Products).Select(i => $"w{4 + i / 36} w{4 + i % 36}")], item => photos[item]);
}
