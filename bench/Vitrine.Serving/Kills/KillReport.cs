using System.Globalization;

namespace Vitrine.Serving.Kills;

/// <summary>What became of a server that was killed again and again.</summary>
/// <param name="Kills">How often.</param>
/// <param name="Acknowledged">Writes that were acknowledged.</param>
/// <param name="Searches">Searches that were answered meanwhile.</param>
/// <param name="InFlight">Writes that were on their way at a kill: they may be there or not.</param>
/// <param name="Faults">What was not as it has to be: acknowledged writes that were lost, products that nobody wrote, photos that cannot be read.</param>
/// <param name="StartMilliseconds">From the start of each process until it was ready.</param>
internal sealed record KillReport(int Kills, int Acknowledged, int Searches, int InFlight, IReadOnlyList<string> Faults, IReadOnlyList<double> StartMilliseconds)
{
    public double MedianStart => StartMilliseconds.Order().ElementAt(StartMilliseconds.Count / 2);

    public double LongestStart => StartMilliseconds.Max();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Kills} kills: {Acknowledged:N0} writes acknowledged and {Searches:N0} searches answered, {InFlight} writes on their way; {Faults.Count} faults; ready after {MedianStart:F0} ms (median), {LongestStart:F0} ms (longest)");
}
