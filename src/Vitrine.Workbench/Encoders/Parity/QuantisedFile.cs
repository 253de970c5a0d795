namespace Vitrine.Workbench.Encoders.Parity;

/// <summary>A file of a network with fewer bits, beside the file of full precision.</summary>
/// <param name="Path">The file, by its path from the encoder's folder.</param>
/// <param name="WholePath">The file of full precision, likewise.</param>
/// <param name="Loss">What it loses; null where it cannot be computed.</param>
/// <param name="Problem">Why not; null where it can.</param>
public sealed record QuantisedFile(string Path, string WholePath, QuantisationLoss? Loss, string? Problem)
{
    /// <summary>Whether it may stand for the other.</summary>
    /// <param name="mostLost">Points of R@10 that may be lost.</param>
    public bool IsAsGood(double mostLost) => Loss is { } loss && loss.PointsLost <= mostLost;
}
