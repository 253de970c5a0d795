using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Small;
using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.Contrastive;

/// <summary>A complete set of settings for contrastive training.</summary>
public sealed record ContrastivePreset
{
    public required string Name { get; init; }

    /// <summary>Dimensions of the common space.</summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>The text tower.</summary>
    public TextEncoderKind TextEncoder { get; init; } = TextEncoderKind.Mean;

    /// <summary>Of the word embeddings.</summary>
    public int WordDimensions { get; init; } = 256;

    /// <summary>Width of the hidden layer on fixed image features.</summary>
    public int Hidden { get; init; } = 512;

    /// <summary>Share of fixed features that a training drops.</summary>
    public float FeatureDropout { get; init; }

    /// <summary>Whether the network that learns from pixels has that hidden layer behind it too; otherwise its vectors are mapped linearly.</summary>
    public bool HasHiddenOnPixels { get; init; }

    /// <summary>Training titles in which a word has to stand to be known.</summary>
    public int MinimumCount { get; init; } = 2;

    /// <summary>Training titles in which a pair of neighbouring words has to stand to be known; 0: no pairs. For <see cref="TextEncoderKind.Mean"/>, which sees no order.</summary>
    public int MinimumPairCount { get; init; } = 10;

    /// <summary>The network that learns from pixels.</summary>
    public SmallCnnConfig Network { get; init; } = SmallCnnConfig.Default;

    /// <summary>
    /// Size of photos in use and in the last epochs. A preset gives the area; a training takes the proportions from the store's photos
    /// (<see cref="PhotoProportions"/>), and its card says which they were.
    /// </summary>
    public int Width { get; init; } = 60;

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; } = 80;

    /// <summary>The share of <see cref="Width"/> and <see cref="Height"/> that the first epochs train on.</summary>
    public float FirstSize { get; init; } = 0.7f;

    /// <summary>The share of the epochs that train on small photos.</summary>
    public float SmallEpochs { get; init; } = 0.5f;

    public int Batch { get; init; } = 256;

    public int Epochs { get; init; } = 20;

    /// <summary>Of AdamW, at the top of its one cycle.</summary>
    public float LearningRate { get; init; } = 2e-3f;

    /// <summary>Of Muon, which the filters of a network that learns from pixels follow, at the top of the same cycle; 0: they follow AdamW too.</summary>
    public float MuonLearningRate { get; init; } = 4e-2f;

    /// <summary>Of matrices and filters; gains, biases and embeddings have none.</summary>
    public float WeightDecay { get; init; } = 0.05f;

    /// <summary>Of the gradients that AdamW follows, together.</summary>
    public double MaxGradientNorm { get; init; } = 5;

    /// <summary>How much the heads on categories and attributes count beside the pairs (μ); 0: there are none.</summary>
    /// <remarks>A μ is chosen on the validation part: the variants mu-1, mu-2 and mu-4 are there for that.</remarks>
    public float HeadWeight { get; init; } = 2;

    /// <summary>
    /// μ on a CLIP that goes on learning. By default there are no heads there: it learns little in its few small steps. On fixed features heads shape the layer above them
    /// (docs/experiments.md), and count as much as on a network that learns.
    /// </summary>
    public float HeadWeightOnClip { get; init; }

    /// <summary>The highest rate of the heads, which begin from nothing also where the towers do not; null: <see cref="LearningRate"/>.</summary>
    public float? HeadLearningRate { get; init; }

    /// <summary>The highest rate of a published network that learns from pixels, so that what it knows is not lost in the first steps; null: <see cref="LearningRate"/>.</summary>
    public float? NetworkLearningRate { get; init; }

    /// <summary>Whether fixed features of a network are those of the mirrored photo too. A network that learns from pixels sees both views anyway.</summary>
    public bool SeesMirrored { get; init; }

    /// <summary>How photos vary from epoch to epoch.</summary>
    public Augmentation Augmentation { get; init; } = new() { Flip = 0.5f, Crop = 0.9f, Shift = 0.02f, Colour = 0.1f, Scale = SmallCnn.Scale };

    /// <summary>Chosen on the validation part of a catalogue of fashion: under 20 minutes on two cores for 30,000 products.</summary>
    public static ContrastivePreset Default { get; } = new() { Name = Presets.Default };

    /// <summary>Our reading of stages 1 and 2 of progressive learning (Zhao et al., SIGIR 2022): μ = 1, and heads on any image tower, a fine-tuned CLIP too. All else as by default.</summary>
    public static ContrastivePreset Paper { get; } = Default with { Name = Presets.Paper, HeadWeight = 1, HeadWeightOnClip = 1 };

    public static IReadOnlyList<ContrastivePreset> All { get; } = [Default, Paper];

    /// <summary>This preset for fixed image features, which are learned by heart earlier than photos that vary.</summary>
    public ContrastivePreset ForFixedFeatures() => this with { Epochs = 12, MuonLearningRate = 0 };

    /// <summary>This preset for the small network beside fixed features, which would be learned by heart long before the network has learned to see.</summary>
    public ContrastivePreset ForFeaturesBeside() => this with { FeatureDropout = 0.5f, Epochs = 12 };

    /// <summary>
    /// This preset for a published CLIP: rates as far below those of learning from nothing as more of the network learns, so that what it knows is not lost in the
    /// first steps. Heads, which know nothing yet, keep the rate of learning from nothing.
    /// </summary>
    public ContrastivePreset For(FineTuning fineTuning)
    {
        var published = ForFixedFeatures() with { HeadWeight = HeadWeightOnClip, HeadLearningRate = LearningRate };
        return fineTuning switch
        {
            FineTuning.Frozen => published with { LearningRate = 5e-4f, WeightDecay = 0, Epochs = 10 },
            FineTuning.Last => published with { LearningRate = 5e-5f, Batch = 128, Epochs = 4 },
            _ => published with { LearningRate = 1e-5f, Batch = 128, Epochs = 4 },
        };
    }

    /// <summary>
    /// This preset for a published residual network that goes on learning: a higher rate for what is new than for what is known, and photos a little larger than for
    /// the small network, since a cell of its map covers 32 pixels.
    /// </summary>
    public ContrastivePreset ForResNet(FineTuning fineTuning) => this with
    {
        Width = 72,
        Height = 96,
        Epochs = 6,
        MuonLearningRate = 0,
        NetworkLearningRate = fineTuning == FineTuning.Last ? 5e-4f : 3e-4f,
    };

    /// <summary>The size of photos in an epoch.</summary>
    public (int Width, int Height) SizeIn(int epoch) =>
        epoch < SmallEpochs * Epochs ? ((int)MathF.Round(Width * FirstSize), (int)MathF.Round(Height * FirstSize)) : (Width, Height);
}
