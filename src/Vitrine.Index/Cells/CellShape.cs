namespace Vitrine.Index;

/// <summary>
/// How the bytes of a cell lie, together, so that a probe reads one run of the file. Items are taken in blocks of eight (<see cref="HammingKernel"/>),
/// the last filled up; <c>slots</c> counts the filled ones, too.
/// <code>
/// 4 · slots           position of each item in the segment, int32, ascending
/// 12 · slots          scales, shifts, spreads of the sign codes, float32
/// 8 · words · slots   sign codes in blocks
/// and where items have codes of four bits:
/// 12 · slots          their scales, shifts, spreads
/// ½ · D · slots       the codes, item by item
/// </code>
/// </summary>
/// <param name="dimensions">D, those of rotated vectors.</param>
/// <param name="fourBits">Whether items have codes of four bits.</param>
internal sealed class CellShape(int dimensions, bool fourBits)
{
    private const int Factors = 3;

    /// <summary>Dimensions of rotated vectors.</summary>
    public int Dimensions { get; } = dimensions;

    /// <summary>Words of a sign code.</summary>
    public int Words => Dimensions / 64;

    /// <summary>Whether items have codes of four bits.</summary>
    public bool FourBits { get; } = fourBits;

    /// <summary>Places of so many items.</summary>
    public static int SlotsFor(int items) => (items + HammingKernel.Lanes - 1) / HammingKernel.Lanes * HammingKernel.Lanes;

    /// <summary>Where the factors of the sign codes begin.</summary>
    public static int FactorsAt(int slots) => slots * sizeof(int);

    /// <summary>Where the sign codes begin.</summary>
    public static int BlocksAt(int slots) => FactorsAt(slots) + Factors * slots * sizeof(float);

    /// <summary>Where the codes of four bits begin, behind their factors, which begin at <see cref="CoarseBytes"/>.</summary>
    public static int FineCodesAt(int slots) => Factors * slots * sizeof(float);

    /// <summary>Bytes before the codes of four bits: all that most probes read.</summary>
    public long CoarseBytes(int slots) => BlocksAt(slots) + (long)slots * Words * sizeof(ulong);

    /// <summary>Bytes of the codes of four bits and their factors.</summary>
    public long FineBytes(int slots) => FourBits ? FineCodesAt(slots) + (long)slots * FourBitCode.Bytes(Dimensions) : 0;

    /// <summary>Bytes of a cell.</summary>
    public long BytesFor(int items) => CoarseBytes(SlotsFor(items)) + FineBytes(SlotsFor(items));
}
