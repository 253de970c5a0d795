namespace Vitrine.Workbench.Encoders.Parity;

/// <summary>What a network loses by fewer bits.</summary>
/// <param name="MeanCosine">Of its vectors with those of full precision, over all photos and titles.</param>
/// <param name="LeastCosine">The least of these.</param>
/// <param name="Task">What R@10 is of.</param>
/// <param name="WholeRecall">R@10 in full precision.</param>
/// <param name="Recall">R@10 with fewer bits.</param>
public sealed record QuantisationLoss(double MeanCosine, double LeastCosine, RecallTask Task, double WholeRecall, double Recall)
{
    /// <summary>Points of R@10 lost, of a hundred; negative where more is found.</summary>
    public double PointsLost => Math.Round(100 * (WholeRecall - Recall), 6); // so that a point is a point, whatever 0.9 - 0.89 is in binary
}

/// <summary>What R@10 is of.</summary>
public enum RecallTask
{
    /// <summary>Titles find their photos.</summary>
    Pairs,

    /// <summary>Vectors find the ten that are nearest to them in full precision, which itself finds all: for a network alone, and for two that find each other by chance only.</summary>
    Neighbours,
}
