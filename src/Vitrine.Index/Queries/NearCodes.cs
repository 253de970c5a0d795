namespace Vitrine.Index;

/// <summary>Takes what tables find for a query: for the best, for all within the radius, or for both.</summary>
/// <param name="best">Receives the items; null where only <paramref name="within"/> is wanted.</param>
/// <param name="within">Receives those within the radius; null where there is none.</param>
/// <param name="radius">Greatest distance; null for any.</param>
internal sealed class NearCodes(Collector? best, PositionSet? within, int? radius) : CodeSink
{
    private readonly int limit = radius ?? CodeLayout.MaxBits;

    public override int Reach => within is null ? (int)Math.Min((ulong)limit, best!.Bound) : limit;

    public override void Take(int distance, int position)
    {
        within?.Add(position);
        best?.Offer((uint)distance, position);
    }
}
