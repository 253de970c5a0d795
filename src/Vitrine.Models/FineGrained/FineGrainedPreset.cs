using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Tensors;

namespace Vitrine.Models.FineGrained;

/// <summary>A complete set of settings for GIN, and for FGL on it.</summary>
public sealed record FineGrainedPreset
{
    public required string Name { get; init; }

    /// <summary>Training texts in which a word has to stand to be a node.</summary>
    public int MinimumCount { get; init; } = 4;

    /// <summary>The number that a word of a text gives to its node.</summary>
    public TermWeighting Weighting { get; init; } = TermWeighting.Count;

    /// <summary>Of the word vectors that are trained where none are given; their window is 5.</summary>
    public int WordDimensions { get; init; } = 50;

    /// <summary>k of the graph.</summary>
    public int Neighbours { get; init; } = 8;

    /// <summary>Polynomials of a filter.</summary>
    public int Order { get; init; } = 3;

    /// <summary>
    /// Whether filters begin as the identity. Drawn at random, the three numbers of a filter decide by chance what the ReLU behind it leaves of a word: a negative one for the word
    /// itself may silence it. One seed found a little more so (docs/experiments.md); that is no proof.
    /// </summary>
    public bool StartsAsIdentity { get; init; }

    /// <summary>Of the representations; not looked at where <see cref="RepresentsClasses"/>.</summary>
    public int Width { get; init; } = 1024;

    /// <summary>Width of a hidden layer between words and representation of a text; 0: none. The siamese network has none.</summary>
    public int TextHidden { get; init; }

    /// <summary>Share of the inputs of the text path's last layer that a training drops.</summary>
    public float TextDropout { get; init; }

    /// <summary>
    /// Whether representations are probabilities of the classes, which both paths learn by their cross-entropy beside the pairs; <see cref="Width"/> is then the number of classes.
    /// A similarity is then how likely text and photo are of one class, and a text's length or a photo's contrast makes it no larger.
    /// </summary>
    public bool RepresentsClasses { get; init; }

    /// <summary>How much the cross-entropies of <see cref="RepresentsClasses"/> count beside the loss of the pairs.</summary>
    public float ClassWeight { get; init; } = 1;

    /// <summary>What the weights w of the products begin at; null: drawn at random, as published. Probabilities of two classes that begin with opposite signs would have to cross 0 first.</summary>
    public float? FirstProductWeight { get; init; }

    /// <summary>Whether photos' features are taken as signed roots, of mean 0 and deviation 1: counts of visual words have few large and many small numbers.</summary>
    public bool RootFeatures { get; init; }

    /// <summary>
    /// Photos of the training part, drawn once, that stand for the features: a photo is then how near it is to each, exp(−2·d²/mean d²) with d² the squared distance of the signed roots of
    /// features (Hellinger's, where they are shares of visual words), of mean 0 and deviation 1; 0: the features themselves. Needs <see cref="RootFeatures"/>.
    /// </summary>
    public int Landmarks { get; init; }

    /// <summary>Width of a hidden layer between features and representation; 0: none.</summary>
    public int ImageHidden { get; init; }

    /// <summary>Share of the inputs of the image path's last layer that a training drops.</summary>
    public float InputDropout { get; init; }

    /// <summary>Whether a step compares all texts of a batch with all its photos; otherwise pairs are drawn as published.</summary>
    public bool ComparesAll { get; init; }

    /// <summary>Pairs of a step; texts and photos where all are compared.</summary>
    public int Batch { get; init; } = 256;

    public int Epochs { get; init; } = 50;

    public float LearningRate { get; init; } = 1e-4f;

    /// <summary>What the rate is multiplied by after each epoch.</summary>
    public float Decay { get; init; } = 0.95f;

    /// <summary>m and λ.</summary>
    public MeanVarianceSettings Loss { get; init; } = new(0.8f, 0.35f);

    /// <summary>Σ‖W‖² / 2 of the weights, not the biases, counts so much.</summary>
    public float Regularisation { get; init; } = 0.005f;

    /// <summary>Share of the products f ⊙ g that a training keeps.</summary>
    public float Keep { get; init; } = 0.6f;

    /// <summary>What the labels of FGL change.</summary>
    public PairLabels Labels { get; init; } = PairLabels.PerPair;

    /// <summary>Whether the two sides of the siamese network have a linear layer each.</summary>
    public bool HasSeparateSides { get; init; }

    /// <summary>As published, as far as it is known.</summary>
    public static FineGrainedPreset Paper { get; } = new() { Name = Presets.Paper };

    /// <summary>What texts are compared by where labels of pairs are learned: representations as published, with settings of ours.</summary>
    public static FineGrainedPreset OfTexts { get; } = Paper with
    {
        Name = "of-texts",
        MinimumCount = 8,
        Weighting = TermWeighting.TfIdf,
        StartsAsIdentity = true,
        Width = 256,
        RootFeatures = true,
        ImageHidden = 512,
        InputDropout = 0.5f,
        ComparesAll = true,
        Batch = 128,
        Epochs = 12,
        LearningRate = 1e-3f,
        Regularisation = 1e-4f,
    };

    /// <summary>Ours: representations are probabilities of classes, and photos are seen by how near they are to some of the training part. How it was chosen stands in docs/experiments.md.</summary>
    public static FineGrainedPreset Default { get; } = OfTexts with
    {
        Name = Presets.Default,
        RepresentsClasses = true,
        FirstProductWeight = 3,
        Keep = 1,
        TextHidden = 256,
        TextDropout = 0.5f,
        Landmarks = 1024,
        ImageHidden = 1024,
        InputDropout = 0.8f,
        Batch = 64,
        Epochs = 30,
        Decay = 0.9f,
        Regularisation = 1e-5f,
        Loss = Paper.Loss with { MarginWeight = 3 },
    };

    /// <summary>The settings of the siamese stage.</summary>
    /// <param name="epochs">Asked for; null: what is set here.</param>
    internal FineGrainedPreset OfSiamese(int? epochs) => !RepresentsClasses
        ? this
        : OfTexts with { MinimumCount = MinimumCount, Weighting = Weighting, StartsAsIdentity = StartsAsIdentity, Labels = Labels, HasSeparateSides = HasSeparateSides, Epochs = epochs ?? OfTexts.Epochs };

    public static IReadOnlyList<FineGrainedPreset> All { get; } = [Default, Paper];
}
