namespace Vitrine.Models.FineGrained;

/// <summary>What the labels of pairs change in the loss.</summary>
public enum PairLabels
{
    /// <summary>Nothing: every pair counts alike. GIN.</summary>
    None,

    /// <summary>Our reading: each pair weighs 1 + hardness, the weights of a batch then brought to mean 1.</summary>
    PerPair,

    /// <summary>The published form: the variances of a batch weigh 1 − ȳ with the mean ȳ of its labels, which are 0 for pairs of different classes.</summary>
    BatchMean,
}
