using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Onnx.Tokenizers;
using Vitrine.Tensors;
using Vitrine.Tensors.Memory;

namespace Vitrine.Models.Tests.Encoders.Published;

public class ClipLearningTests
{
    private static readonly ClipConfig Small = new()
    {
        Text = new ClipTowerConfig(16, 3, 2, 32, Activation.QuickGelu),
        Vision = new ClipTowerConfig(24, 3, 2, 48, Activation.QuickGelu),
        Projection = 12,
        Vocabulary = 40,
        Context = 10,
        EndToken = 39,
        ImageSize = 16,
        PatchSize = 8,
    };

    private static readonly int[] Texts = [38, 3, 4, 39, 38, 7, 5, 39];

    [Fact]
    public void Learn_LastLayers_HaveTheGradientsOfAllAndTheOthersNone()
    {
        var all = Gradients(FineTuning.All);
        var last = Gradients(FineTuning.Last);

        Assert.All(Gradients(FineTuning.Frozen).Values, Assert.Null);
        Assert.All(last, gradient => Assert.True(gradient.Value is null || gradient.Value.SequenceEqual(all[gradient.Key]!), gradient.Key));
        Assert.All(all, gradient => Assert.Equal(gradient.Key == "logit_scale", gradient.Value is null));
        Assert.Equal(
            ["text_model.encoder.layers.2", "text_model.final_layer_norm", "text_projection", "vision_model.encoder.layers.2", "vision_model.post_layernorm", "visual_projection"],
            last.Where(gradient => gradient.Value is not null).Select(gradient => Part(gradient.Key)).Distinct().Order(StringComparer.Ordinal));

        static string Part(string name) => string.Join('.', name.Split('.').TakeWhile(word => word is not ("weight" or "bias" or "layer_norm1" or "layer_norm2" or "self_attn" or "mlp")));
    }

    [Fact]
    public void Forward_FewerLayersLearn_KeepsLessInMemory()
    {
        using var model = ClipModel.Seeded(Small);
        long Held(FineTuning fineTuning)
        {
            model.Learn(fineTuning);
            using var scope = Scope.Begin();
            var before = BufferPool.RentedBytes;
            model.EncodeImages(Pixels(8));
            return BufferPool.RentedBytes - before;
        }

        var (frozen, last, all) = (Held(FineTuning.Frozen), Held(FineTuning.Last), Held(FineTuning.All));
        Assert.True(frozen < last / 2 && last < all * 2 / 3, $"{frozen}, {last} and {all} bytes");
    }

    [Fact]
    public void TextEncoder_AnyTexts_AreTheModelsVectors()
    {
        var folder = SharedModels.Fixture("tiny-clip");
        using var model = ClipModel.Load(folder);
        var tokenizer = Tokenizer.Load(folder);
        var encoder = new ClipTextEncoder(model, tokenizer);
        string[] texts = ["red dress", "", "Ein grünes Kleid für den Sommer", string.Concat(Enumerable.Repeat("very long ", 60))];
        using var scope = Scope.Begin(recordGradients: false);

        var vectors = encoder.Forward([.. texts.Select(encoder.Tokens)]);

        var filled = tokenizer.EncodeBatch(texts, tokenizer.MaxLength!.Value, fills: true).Ids;
        var expected = model.EncodeTexts(Array.ConvertAll(filled, id => (int)id), texts.Length);
        for (var i = 0; i < vectors.Length; i++)
            Assert.Equal(expected.Data[i], vectors.Data[i], 1e-5f); // padded to another length: sums may be rounded differently
        Assert.Equal(tokenizer.MaxLength, encoder.Tokens(texts[3]).Length);
        Assert.Empty(encoder.Parameters());
    }

    private static Dictionary<string, float[]?> Gradients(FineTuning fineTuning)
    {
        using var model = ClipModel.Seeded(Small);
        model.Learn(fineTuning);
        using var scope = Scope.Begin();
        var similarities = model.EncodeTexts(Texts, 2).L2Normalise().MatMul(model.EncodeImages(Pixels(2)).L2Normalise(), transposeB: true);
        if (similarities.RequiresGradient)
            (similarities * 10).InfoNce(new[] { 0, 1 }).Backward();
        return model.Parameters().ToDictionary(p => p.Name, p => p.Tensor.Gradient?.Data.ToArray());
    }

    private static Tensor Pixels(int count)
    {
        var pixels = Tensor.Empty([count, 3, 16, 16]);
        SeededWeights.Fill("pixels", 1, 0, pixels.Data);
        return pixels;
    }
}
