using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// CLIP (Radford et al., ICML 2021): a tower for pictures and one for texts whose vectors lie in one space. Parameters under the names of Hugging Face's
/// CLIPModel. Loaded frozen; <see cref="Learn"/> lets it learn.
/// </summary>
public sealed class ClipModel : Module
{
    private readonly Linear projectImages;
    private readonly Linear projectTexts;

    internal ClipModel(IWeightSource source, ClipConfig config)
    {
        var weights = new Weights(source);
        Config = config;
        Text = AddChild("text_model", new ClipText(weights.At("text_model"), config));
        Vision = AddChild("vision_model", new ClipVision(weights.At("vision_model"), config));
        projectTexts = AddChild("text_projection", weights.Linear("text_projection", config.Text.Width, config.Projection, bias: false));
        projectImages = AddChild("visual_projection", weights.Linear("visual_projection", config.Vision.Width, config.Projection, bias: false));
        // One number, which newer files store without an extent and older ones as [1].
        LogitScale = AddParameter("logit_scale", weights.Take("logit_scale", source.ShapeOf("logit_scale") is { Length: 1 } shape ? shape : []));
        Freeze();
        Eval();
    }

    public ClipConfig Config { get; }

    public ClipText Text { get; }

    public ClipVision Vision { get; }

    /// <summary>The logarithm of the factor between a cosine and the logit of training.</summary>
    public Tensor LogitScale { get; }

    /// <summary>Loads <c>config.json</c> and <c>model.safetensors</c> of a folder in the Hugging Face layout. Call outside of any scope.</summary>
    /// <exception cref="UsageException">A file is missing.</exception>
    /// <exception cref="BadDataException">The configuration is not understood, or tensors are missing, left over, or of other shapes: all are named.</exception>
    /// <exception cref="SafeTensorsException">The weights are no safetensors file.</exception>
    public static ClipModel Load(string folder)
    {
        var config = ClipConfig.Load(Path.Combine(folder, "config.json"));
        using var file = new WeightFile(Path.Combine(folder, "model.safetensors"));
        return file.Check(new ClipModel(file, config), name => name.EndsWith(".position_ids", StringComparison.Ordinal));
    }

    /// <summary>A model of these sizes with made-up weights (<see cref="SeededWeights"/>): it ranks nothing, but takes its time.</summary>
    public static ClipModel Seeded(ClipConfig config) => new(new SeededWeights(), config);

    /// <summary>Chooses what learns. The scale of the logits does not: it belongs to a training, not to the towers.</summary>
    /// <remarks>The layers before those that learn keep no intermediates, so <see cref="FineTuning.Last"/> needs a fraction of the memory too.</remarks>
    public void Learn(FineTuning fineTuning)
    {
        Freeze(fineTuning != FineTuning.All);
        LogitScale.RequiresGradient = false;
        if (fineTuning != FineTuning.Last)
            return;
        Text.LearnLast(LastOf(Config.Text));
        Vision.LearnLast(LastOf(Config.Vision));
        projectTexts.Freeze(false);
        projectImages.Freeze(false);

        static int LastOf(ClipTowerConfig tower) => Math.Max(1, tower.Layers / 6);
    }

    /// <summary>Vectors of pictures, not normalised.</summary>
    /// <param name="pixels">[batch, 3, size, size], prepared as the model's <see cref="ImagePreprocessing"/> does.</param>
    /// <returns>[batch, <see cref="ClipConfig.Projection"/>].</returns>
    public Tensor EncodeImages(Tensor pixels) => ProjectImages(Vision.Steps(pixels));

    /// <summary>Vectors of texts, not normalised.</summary>
    /// <param name="ids">Token ids [batch, steps] with start and end tokens.</param>
    /// <param name="batch">How many texts.</param>
    /// <returns>[batch, <see cref="ClipConfig.Projection"/>].</returns>
    public Tensor EncodeTexts(ReadOnlyMemory<int> ids, int batch)
    {
        var shorter = Text.Shorten(ids.Span, batch);
        return projectTexts.Forward(Text.Pool(Text.Steps(shorter, batch), shorter));
    }

    internal Tensor ProjectImages(Tensor steps) => projectImages.Forward(Vision.Pool(steps));
}
