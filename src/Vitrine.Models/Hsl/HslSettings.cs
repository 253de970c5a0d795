namespace Vitrine.Models.Hsl;

/// <summary>How the similarities of a text with the regions of an image become one.</summary>
public enum RegionAggregation
{
    /// <summary>The mean, as published. Foldable: one inner product serves the whole model.</summary>
    Mean,

    /// <summary>The sum. Foldable.</summary>
    Sum,

    /// <summary>The largest; needs the region vectors at search time.</summary>
    Max,

    /// <summary>The mean of the <see cref="HslSettings.TopK"/> largest; needs the region vectors at search time.</summary>
    TopKMean,
}

/// <summary>What turns words and regions into contextual features.</summary>
public enum ContextEncoder
{
    /// <summary>Transformer layers without positions, as published.</summary>
    Transformer,

    /// <summary>A bidirectional GRU per level (our reading of the paper's figure).</summary>
    Gru,
}

/// <summary>Which images the text is compared with: the ablation of the paper.</summary>
public enum Granularity
{
    /// <summary>Regions and the whole image, as published.</summary>
    Both,

    /// <summary>Regions only (S_o).</summary>
    Object,

    /// <summary>The whole image only (S_i).</summary>
    Image,
}

/// <summary>What the training compares across a batch.</summary>
public enum HslLoss
{
    /// <summary>Each of the 2L similarities by itself, text to image, as published.</summary>
    Each,

    /// <summary>S, their weighted sum, which a search ranks by, in both directions (our option).</summary>
    Total,
}

/// <summary>Sizes and choices of an HSL network. The defaults are those of the paper's public code (preset <c>paper</c>).</summary>
/// <param name="RegionDimensions">Features of a region as given.</param>
/// <param name="VocabularySize">Words, the four special ones included.</param>
public sealed record HslSettings(int RegionDimensions, int VocabularySize)
{
    /// <summary>Depth L of the hierarchy.</summary>
    public int Levels { get; init; } = 2;

    /// <summary>d: features of a word or region inside the encoders.</summary>
    public int Width { get; init; } = 512;

    public int Heads { get; init; } = 4;

    public int FeedForward { get; init; } = 2048;

    /// <summary>Dimensions of the space in which similarities are taken.</summary>
    public int JointWidth { get; init; } = 1024;

    /// <summary>Transformer layers per level over the regions.</summary>
    public int ImageLayers { get; init; } = 3;

    /// <summary>Transformer layers per level over the words.</summary>
    public int TextLayers { get; init; } = 2;

    /// <summary>Dimensions of the word vectors; 0: words are embedded in <see cref="Width"/> dimensions directly.</summary>
    public int WordDimensions { get; init; } = 300;

    public float Dropout { get; init; } = 0.1f;

    public ContextEncoder Encoder { get; init; } = ContextEncoder.Transformer;

    public RegionAggregation Aggregation { get; init; } = RegionAggregation.Mean;

    /// <summary>k of <see cref="RegionAggregation.TopKMean"/>.</summary>
    public int TopK { get; init; } = 3;

    public Granularity Granularity { get; init; } = Granularity.Both;

    public HslLoss Loss { get; init; } = HslLoss.Each;

    /// <summary>w_l: 1 for the deepest level, half as much for each level above it. The paper's two levels have 0.5 and 1; other L are our reading.</summary>
    public float LevelWeight(int level) => MathF.Pow(2, level + 1 - Levels);

    /// <summary>Whether one inner product gives the whole score (<see cref="HslFold"/>).</summary>
    public bool IsFoldable => Aggregation is RegionAggregation.Mean or RegionAggregation.Sum;
}
