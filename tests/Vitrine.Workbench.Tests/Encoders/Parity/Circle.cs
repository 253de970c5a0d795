using Vitrine.Workbench.Encoders.Parity;

namespace Vitrine.Workbench.Tests.Encoders.Parity;

/// <summary>Vectors around a circle, whose neighbours can be counted.</summary>
internal static class Circle
{
    public const int Count = 40;

    /// <summary>Vector i lies at i steps of a fortieth, turned by some such.</summary>
    public static UnitVectors Vectors(int step, double turn = 0) =>
        new([.. Enumerable.Range(0, Count).Select(i => 2 * Math.PI * (turn + (double)step * i) / Count).SelectMany(angle => new[] { (float)Math.Cos(angle), (float)Math.Sin(angle) })], 2);
}
