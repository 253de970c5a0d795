namespace Vitrine.Search.Codes;

/// <summary>What one bit tells.</summary>
/// <param name="Bit">Its number in the code.</param>
/// <param name="Layer">The layer that it belongs to, from 1.</param>
/// <param name="Balance">Share of products in which it is 1; half is best.</param>
/// <param name="Entropy">−p log₂ p − (1 − p) log₂ (1 − p): 1 where it halves the products, 0 where it is the same for all.</param>
public sealed record BitHealth(int Bit, int Layer, double Balance, double Entropy)
{
    internal static double EntropyOf(double share) => share is <= 0 or >= 1 ? 0 : -share * Math.Log2(share) - (1 - share) * Math.Log2(1 - share);
}

/// <summary>Two bits that tell much of each other.</summary>
/// <param name="One">Number of a bit.</param>
/// <param name="Other">Number of a later one.</param>
/// <param name="Correlation">−1 … 1: 1 where they are always the same, −1 where always different. 0 where one of the two never changes.</param>
public sealed record BitPair(int One, int Other, double Correlation);
