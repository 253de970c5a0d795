using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Tests.Contrastive;
using Vitrine.Models.Tests.Encoders.Published;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Models.Tests.Encoders;

public sealed class EncoderCardTests : IDisposable
{
    private readonly SmallShop shop = new(30);

    [Fact]
    public void Training_OnAPublishedNetwork_KeepsWhatItIsLike()
    {
        var (name, card) = Trained(new TrainingRequest("m") { ImageEncoder = OnnxFixtures.Folder("resnet") });
        Assert.Equal(("resnet", "onnx/model.onnx"), (card.Family, card.Network));
        var tower = Assert.Single(card.Towers);
        Assert.Equal(Modality.Image, tower.Takes);
        Assert.Equal([3, 64, 64], tower.Input);
        Assert.Equal(["pooler_output", "last_hidden_state"], tower.Outputs);
        Assert.Equal(EncoderTower.Measure(Path.Combine(OnnxFixtures.Folder("resnet"), "onnx", "model.onnx"), Modality.Image)!.HasSameBits, card.HasSameBits);
        Assert.Equal(NetworkFiles.OfImages(OnnxFixtures.Folder("resnet")).Name, name);
    }

    [Fact]
    public void Training_OnAPublishedNetworkForTexts_KeepsWhatItIsLike()
    {
        var tower = Assert.Single(Trained(new TrainingRequest("m") { TextEncoder = OnnxFixtures.Folder("bert") }).Card.Towers);
        Assert.Equal(Modality.Text, tower.Takes);
        Assert.Equal([512], tower.Input);
        Assert.Equal(["last_hidden_state"], tower.Outputs);
    }

    [Fact]
    public void Model_WhoseNetworkHasNoCard_IsUsedAllTheSame()
    {
        var (name, _) = Trained(new TrainingRequest("m") { TextEncoder = OnnxFixtures.Folder("bert") });
        using (var with = Methods.Load(shop.Store.Path, "m"))
        {
            File.Delete(CardOf(name));
            Assert.Null(EncoderCard.Of(shop.Store.Path, name));
            using var without = Methods.Load(shop.Store.Path, "m");
            Assert.Equal(with.Texts(["w7 w9"]).Vectors!, without.Texts(["w7 w9"]).Vectors!);
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "network": "x" }""")]
    public void Card_ThatIsDamaged_IsNamed(string content)
    {
        var (name, _) = Trained(new TrainingRequest("m") { TextEncoder = OnnxFixtures.Folder("bert") });
        File.WriteAllText(CardOf(name), content);
        Assert.Contains("encoder.json", Assert.Throws<CatalogueException>(() => EncoderCard.Of(shop.Store.Path, name)).Message);
    }

    [Fact]
    public void Measure_ATowerWhoseFilesAreNotThere_IsNone()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(OnnxFixtures.Folder("bert"), "onnx", "model.onnx"), folder.File("model.onnx"));
        Assert.Null(EncoderTower.Measure(folder.File("model.onnx"), Modality.Text)); // no tokeniser
    }

    public void Dispose() => shop.Dispose();

    private string CardOf(string name) => Path.Combine(shop.Store.Path, "encoders", name, "encoder.json");

    private (string Name, EncoderCard Card) Trained(TrainingRequest request)
    {
        new ContrastiveMethod().Train(shop.Data, request, ContrastiveTiny.Preset with { MuonLearningRate = 0 });
        var name = Assert.Single(ModelDirectory.In(shop.Store.Path, "m").ReadCard().Encoders);
        return (name, EncoderCard.Of(shop.Store.Path, name)!);
    }
}
