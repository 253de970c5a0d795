using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.HiCHNet;

/// <summary>What the preset <c>paper</c> sees of photos: raw features, or a CNN-F that learns.</summary>
public sealed class HiCHNetPaperTests : IDisposable
{
    private readonly SmallShop shop = new(16);

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Train_OnFeatures_PutsTheHeadsOnTheRawOnes()
    {
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m") { Preset = Presets.Paper }, HiCHNetPreset.Paper with { Hidden = 32, Epochs = 1 });
        using var model = (HashModel)Methods.Load(shop.Store.Path, "m");

        Assert.DoesNotContain(model.Parameters(), parameter => parameter.Name.StartsWith("image.encoder", StringComparison.Ordinal));
        Assert.Empty(model.Buffers());
        using var features = shop.Data.Items.Features(shop.Data.Items.DefaultExtractor);
        using var scope = Scope.Begin(recordGradients: false);
        using var photos = model.Inputs.Image.Open(shop.Data.Items);
        var g = model.Inputs.Image.Forward(photos.Take([5, 2]));
        var raw = new float[features.Dimensions];
        features.Read([5], raw);
        Assert.Equal(raw, g.Data[..raw.Length].ToArray());

        // h = tanh(W g + b) of the coarsest layer, written out.
        var head = model.Parameters().First(parameter => parameter.Name == "image.heads.0.weight").Tensor;
        Assert.Equal(features.Dimensions, head.Shape[1]);
        var bias = model.Parameters().First(parameter => parameter.Name == "image.heads.0.bias").Tensor;
        var sum = (double)bias.Data[0];
        for (var i = 0; i < raw.Length; i++)
            sum += raw[i] * (double)head.Data[i];
        Assert.Equal((float)Math.Tanh(sum), model.Networks.HashImages(g)[0].Data[0], 1e-5f);
    }

    [Fact]
    public void Train_OnFeatures_StartsWithTheSmallWeightsOfThePaper()
    {
        using var networks = new Vitrine.Models.HiCHNet.HiCHNet(500, 300, 5, 64, [16], [4], new RandomSource(1), HiCHNetPreset.Paper.Deviation, hasImageLayer: false);
        foreach (var (name, tensor) in networks.Parameters())
        {
            var deviation = Math.Sqrt(tensor.Data.ToArray().Average(value => (double)value * value));
            Assert.InRange(deviation, name.EndsWith("bias", StringComparison.Ordinal) ? 0 : 0.0075, name.EndsWith("bias", StringComparison.Ordinal) ? 0 : 0.0125);
        }
    }

    [Fact]
    public void Train_OnACnnFFromNothing_TeachesItsFirstLayerToo()
    {
        var request = new TrainingRequest("m") { Preset = Presets.Paper, ImageEncoder = CnnFImages.FromNothing };
        new HiCHNetMethod().Train(shop.Data, request, HiCHNetPreset.Paper with { Hidden = 32, Epochs = 1, Batch = 8 });
        var directory = ModelDirectory.In(shop.Store.Path, "m");
        using var begun = CnnFImages.Adopt(shop.Data, CnnFImages.FromNothing, RandomStreams.For(request.Seed, "image network"));
        using (var weights = directory.OpenWeights(directory.ReadCard()))
        {
            foreach (var (name, tensor) in begun.Parameters())
            {
                var learned = new float[tensor.Length];
                weights.CopyTo($"inputs.{name}", learned);
                Assert.False(tensor.Data.SequenceEqual(learned), $"{name} has not moved.");
            }
        }

        using var model = Methods.Load(shop.Store.Path, "m");
        var block = model.EncodeItems(shop.Data.Items, ItemField.Photo, [3, 0]).Single();
        var query = model.EncodeQueries([Query.Picture(shop.Store.ReadImage(3))], ItemField.Photo).Single();
        Assert.Equal(block.Codes![..1], query.Code);
    }

    [Fact]
    public void Train_OnACnnFFromNothingWithThePresetDefault_SaysWhichPresetTrainsIt()
    {
        var error = Assert.Throws<UsageException>(() => new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m") { ImageEncoder = CnnFImages.FromNothing }));
        Assert.Contains("--preset paper", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Presets.Default, false, "hichnet-64")]
    [InlineData(Presets.Default, true, "hichnet-flat-64")]
    [InlineData(Presets.Paper, false, "hichnet-paper-64")]
    public void DefaultName_OfAPreset_TellsItFromTheOthers(string preset, bool flat, string expected) =>
        Assert.Equal(expected, new HiCHNetMethod().DefaultName(new TrainingRequest("") { Preset = preset, Flat = flat }));
}
