namespace Vitrine.Index;

/// <summary>What reading codes costs, in nanoseconds, timed as <see cref="FilterCosts"/> are.</summary>
internal static class CodeReading
{
    /// <summary>A code whose neighbours are read too.</summary>
    public static double InScan(int words) => 0.33 * words;

    /// <summary>A code that is read alone: the block of eight that holds it is read for it. With 256 bits a scan is faster where more than one in sixty is wanted.</summary>
    public static double Alone(int words) => 40 + 10 * words;

    /// <summary>How many codes of a scan one that is read alone costs.</summary>
    public static double AloneOverScan(int words) => Alone(words) / InScan(words);
}
