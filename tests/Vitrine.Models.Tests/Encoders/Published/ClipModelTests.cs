using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Encoders.Published;
using Vitrine.Onnx.Tokenizers;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Tests.Encoders.Published;

public class ClipModelTests
{
    [Fact]
    public void Load_TinyFolder_EmbedsAsTheOracle()
    {
        var folder = SharedModels.Fixture("tiny-clip");
        using var parity = SafeTensors.Open(Path.Combine(folder, "parity.safetensors"));
        using var network = ImageNetworks.Load(folder);
        var model = ((ClipImages)network).Model;
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(folder, "texts.json")))!;
        using var scope = Scope.Begin(recordGradients: false);

        var pixels = Tensor.Empty([3, 3, 32, 32]);
        for (var i = 0; i < 3; i++)
        {
            var shape = parity.Entries[$"image_{i}"].Shape;
            var image = new RgbImage(shape[1], shape[0], Array.ConvertAll(parity.ReadInt32($"image_{i}"), value => (byte)value));
            network.Preprocessing.Prepare(image, pixels.Data.Slice(i * network.Preprocessing.Length, network.Preprocessing.Length));
        }

        // One rounding to float32 apart: the same arithmetic on the same bytes.
        using var expected = parity.Read("pixel_values");
        for (var i = 0; i < pixels.Length; i++)
            Assert.Equal(expected.Data[i], pixels.Data[i], 1e-6f);
        Near.Equal(parity, "image_embeds", network.Forward(pixels).Vectors);
        Near.Equal(parity, "text_embeds", model.EncodeTexts(Filled(Tokenizer.Load(folder), texts), texts.Length));
    }

    [Fact]
    public void Seeded_VitB32_EmbedsAsTheOracle()
    {
        using var parity = SafeTensors.Open(SharedModels.Fixture("vit-b-32.safetensors"));
        using var model = ClipModel.Seeded(ClipConfig.VitB32);
        using var scope = Scope.Begin(recordGradients: false);
        var pixels = Tensor.Empty([2, 3, 224, 224]);
        SeededWeights.Fill("pixels", 1, 0, pixels.Data);

        Near.Equal(parity, "image_embeds", model.EncodeImages(pixels));
        Near.Equal(parity, "text_embeds", model.EncodeTexts(parity.ReadInt32("input_ids"), 3));
    }

    [Fact]
    public void Load_SharedFixture_AgreesInEveryOutput()
    {
        var folder = SharedModels.Require("clip-random-fixture");
        using var parity = SafeTensors.Open(Path.Combine(folder, "parity.safetensors"));
        using var model = ClipModel.Load(folder);
        using var scope = Scope.Begin(recordGradients: false);
        var ids = parity.ReadInt32("input_ids");

        var textSteps = model.Text.Steps(ids, 3);
        var imageSteps = model.Vision.Steps(parity.Read("pixel_values"));
        var (images, texts) = (model.EncodeImages(parity.Read("pixel_values")), model.EncodeTexts(ids, 3));
        var logits = texts.L2Normalise().MatMul(images.L2Normalise(), transposeB: true).Scale(MathF.Exp(model.LogitScale.Data[0]));

        Near.Equal(parity, "text_last_hidden_state", textSteps);
        Near.Equal(parity, "text_pooler_output", model.Text.Pool(textSteps, ids));
        Near.Equal(parity, "text_embeds", texts);
        Near.Equal(parity, "vision_last_hidden_state", imageSteps);
        Near.Equal(parity, "vision_pooler_output", model.Vision.Pool(imageSteps));
        Near.Equal(parity, "image_embeds", images);
        Near.Equal(parity, "logits_per_text", logits);
    }

    [Fact]
    public void EncodeTexts_FilledUpOrNot_AreTheSame()
    {
        using var model = ClipModel.Load(SharedModels.Fixture("tiny-clip"));
        using var scope = Scope.Begin(recordGradients: false);
        var tokenizer = Tokenizer.Load(SharedModels.Fixture("tiny-clip"));
        var exact = tokenizer.Encode("red dress", tokenizer.MaxLength!.Value);

        Assert.Equal(model.EncodeTexts(exact, 1).Data, model.EncodeTexts(Filled(tokenizer, ["red dress"]), 1).Data);
    }

    [Fact]
    public void Load_Float32_MapsTheFileInsteadOfCopying()
    {
        var before = Vitrine.Tensors.Memory.BufferPool.RentedBytes;
        using var model = ClipModel.Load(SharedModels.Fixture("tiny-clip"));

        Assert.Equal(before, Vitrine.Tensors.Memory.BufferPool.RentedBytes);
        Assert.All(model.Parameters(), p => Assert.False(p.Tensor.RequiresGradient));
    }

    [Fact]
    public void Parameters_OfALoadedModel_AreTheFilesNames()
    {
        var folder = SharedModels.Fixture("tiny-clip");
        using var model = ClipModel.Load(folder);
        using var file = SafeTensors.Open(Path.Combine(folder, "model.safetensors"));

        Assert.Equal(file.Entries.Keys.Order(StringComparer.Ordinal), model.Parameters().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"hidden_size\": 16", "\"hidden_size\": 32", "text_model.embeddings.token_embedding.weight' is [527, 16] in the file and [527, 32] by the configuration")]
    [InlineData("\"patch_size\": 8", "\"patch_size\": 16", "vision_model.embeddings.position_embedding.weight' is [17, 24] in the file and [5, 24]")]
    [InlineData("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1", "'text_model.encoder.layers.1.layer_norm1.bias' has no place in the network")]
    [InlineData("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", "'text_model.encoder.layers.2.layer_norm1.weight' [16] is missing")]
    [InlineData("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"swish\"", "column 'text_config.hidden_act': found \"swish\"; expected quick_gelu or gelu or gelu_new")]
    [InlineData("\"num_attention_heads\": 4", "\"num_attention_heads\": 5", "a number that divides hidden_size, 16")]
    [InlineData("\"projection_dim\": 16", "\"projection_dim\": -1", "column 'projection_dim': found -1; expected a whole number from 1")]
    [InlineData("\"model_type\": \"clip\"", "\"model_type\": \"siglip\"", "column 'model_type': found \"siglip\"")]
    [InlineData("\"text_config\": {", "\"text_config\": [{", "broken JSON")]
    public void Load_ConfigurationThatDoesNotFit_SaysWhatAndWhere(string before, string after, string message)
    {
        using var folder = new CopiedFolder(SharedModels.Fixture("tiny-clip"));
        folder.Replace("config.json", before, after);

        var error = Assert.Throws<BadDataException>(() => ClipModel.Load(folder.Path));

        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    public void Load_MissingFile_NamesIt(string name)
    {
        using var folder = new CopiedFolder(SharedModels.Fixture("tiny-clip"));
        File.Delete(Path.Combine(folder.Path, name));

        Assert.Contains(name, Assert.Throws<UsageException>(() => ClipModel.Load(folder.Path)).Message);
    }

    private static int[] Filled(Tokenizer tokenizer, string[] texts) =>
        Array.ConvertAll(tokenizer.EncodeBatch(texts, tokenizer.MaxLength!.Value, fills: true).Ids, id => (int)id);
}
