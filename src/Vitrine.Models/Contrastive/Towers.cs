using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Contrastive;

/// <summary>The two sides of a contrastive model before its training.</summary>
/// <param name="Image">From photos to the common space.</param>
/// <param name="Text">From texts to it.</param>
/// <param name="LogScale">The logarithm of the factor that similarities get at first.</param>
public sealed record Towers(ImageTower Image, TextEncoder Text, float LogScale)
{
    // Where CLIP's training began (Radford et al., 2021, §2.5).
    private const float FirstScale = 1 / 0.07f;

    /// <summary>The towers that settings describe; those of a CLIP as they were published.</summary>
    /// <param name="settings">Of the model.</param>
    /// <param name="storePath">Has the published networks.</param>
    /// <param name="random">Draws the first weights of what is not published.</param>
    internal static Towers Open(ContrastiveModelSettings settings, string storePath, RandomSource random)
    {
        if (settings is { FineTuning: { } fineTuning, IsClip: true })
            return OpenClip(ClipMethod.FolderOf(storePath, settings.ImageEncoder), fineTuning);
        var image = ImageTowers.Open(settings, storePath, random);
        return new Towers(image, TextOf(settings.Text!, storePath, random), MathF.Log(FirstScale));
    }

    private static TextEncoder TextOf(TextEncoderSettings settings, string storePath, RandomSource random)
    {
        var own = TextEncoder.Create(settings, random);
        if (settings.Published is not { } name)
            return own;
        var published = OnnxTextEncoder.Open(StoreEncoders.RequireNetwork(storePath, name));
        return new PublishedTextEncoder(published, new TextVectors(storePath, name, published.Dimensions), own, random);
    }

    private static Towers OpenClip(string folder, FineTuning fineTuning)
    {
        var (network, tokenizer) = ClipRetrieval.LoadParts(folder);
        network.Model.Learn(fineTuning);
        var scale = network.Model.LogitScale.Data[0]; // what the cosines of these towers are used to
        var text = new ClipTextEncoder(network.Model, tokenizer);
        return fineTuning == FineTuning.Frozen
            ? new Towers(new FrozenClipTower(new NetworkFeatures(folder)), new FrozenClipText(text, network), scale)
            : new Towers(new ClipTower(network), text, scale);
    }
}
