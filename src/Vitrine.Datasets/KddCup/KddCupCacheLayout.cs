using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.KddCup;

/// <summary>
/// The file of a <see cref="KddCupCache"/>, little-endian: the mark; per row a <see cref="RowHead"/>, features, boxes, labels and three texts;
/// the index, one <see cref="Entry"/> a row; the description as JSON; the <see cref="Foot"/>. The foot is written last, so a file
/// that was cut short is never taken for a whole one.
/// </summary>
internal static class KddCupCacheLayout
{
    internal static ReadOnlySpan<byte> Mark => "VITRKDD1"u8;

    internal const long FootMark = 0x31444E4544444B56;   // "VKDDEND1"

    /// <summary>Where a row lies. The regions stand here too, so that a batch can be laid out without a look at the rows.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal readonly record struct Entry(long Offset, int Length, int Regions);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal readonly record struct RowHead(long Line, int ImageHeight, int ImageWidth);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal readonly record struct Foot(long IndexOffset, long DescriptionOffset, long Rows, long Mark);

    /// <summary>What the cache was made from and with.</summary>
    internal sealed record Description(string Fingerprint, int FeatureDimensions, int MaxRegions, long ProblemCount, IReadOnlyList<LineProblem> Problems);

    /// <summary>Bytes of a row without its texts.</summary>
    internal static long FixedLength(int regions, int featureDimensions) =>
        Unsafe.SizeOf<RowHead>() + regions * ((featureDimensions + 4L) * sizeof(float) + sizeof(long));

    internal static ReadOnlySpan<byte> Bytes<T>(in T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));
}
