using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>Combining classes, canonical decompositions and compositions, read once from the embedded <c>canonical.txt</c>.</summary>
internal static class CanonicalTable
{
    // Hangul syllables are arithmetic (The Unicode Standard, section 3.12): S = SBase + (L·21 + V)·28 + T.
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, SyllableCount = LeadCount * VowelCount * TrailCount;

    private static readonly FrozenDictionary<int, byte> Classes;
    private static readonly FrozenDictionary<int, (int First, int Second)> Decompositions;
    private static readonly FrozenDictionary<(int First, int Second), int> Compositions;
    private static readonly FrozenSet<int> SecondParts;
    private static readonly FrozenSet<int> NeverComposed;

#pragma warning disable CA1810 // Five tables come from one reading of the file.
    static CanonicalTable()
#pragma warning restore CA1810
    {
        var classes = new Dictionary<int, byte>();
        var decompositions = new Dictionary<int, (int, int)>();
        var compositions = new Dictionary<(int, int), int>();
        var neverComposed = new HashSet<int>();
        using var stream = typeof(CanonicalTable).Assembly.GetManifestResourceStream("canonical.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            switch (fields[0])
            {
                case "c":
                    for (var code = Hex(fields[1]); code <= Hex(fields[2]); code++)
                        classes.Add(code, byte.Parse(fields[3]));
                    break;
                case "d" or "x":
                    var parts = (Hex(fields[2]), fields.Length > 3 ? Hex(fields[3]) : 0);
                    decompositions.Add(Hex(fields[1]), parts);
                    if (fields[0] == "d")
                        compositions.Add(parts, Hex(fields[1]));
                    else
                        neverComposed.Add(Hex(fields[1]));
                    break;
            }
        }

        Classes = classes.ToFrozenDictionary();
        Decompositions = decompositions.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        SecondParts = compositions.Keys.Select(pair => pair.Item2).ToFrozenSet();
        NeverComposed = neverComposed.ToFrozenSet();
    }

    /// <summary>Canonical combining class; 0 for starters.</summary>
    internal static byte CombiningClass(Rune rune) => rune.Value < 0x300 ? (byte)0 : Classes.GetValueOrDefault(rune.Value);

    /// <summary>Whether form C may replace the character, join it to an earlier one, or move it.</summary>
    internal static bool MayChange(Rune rune)
    {
        var code = rune.Value;
        return code is 0xFFFD || Classes.ContainsKey(code) || NeverComposed.Contains(code) || SecondParts.Contains(code)
            || code is >= VowelBase and < VowelBase + VowelCount or > TrailBase and < TrailBase + TrailCount;
    }

    /// <summary>Appends the full canonical decomposition of a character.</summary>
    internal static void Decompose(Rune rune, List<Rune> buffer)
    {
        var code = rune.Value;
        var syllable = code - SyllableBase;
        if (syllable is >= 0 and < SyllableCount)
        {
            Append(LeadBase + syllable / (VowelCount * TrailCount), buffer);
            Append(VowelBase + syllable / TrailCount % VowelCount, buffer);
            if (syllable % TrailCount != 0)
                Append(TrailBase + syllable % TrailCount, buffer);
        }
        else if (Decompositions.TryGetValue(code, out var parts))
        {
            Decompose(new Rune(parts.First), buffer);
            if (parts.Second != 0)
                Decompose(new Rune(parts.Second), buffer);
        }
        else
        {
            Append(code, buffer);
        }
    }

    /// <summary>The character that two characters form together, where there is one.</summary>
    internal static bool TryCompose(Rune first, Rune second, out Rune composed)
    {
        if (TryComposeHangul(first.Value, second.Value, out var code) || Compositions.TryGetValue((first.Value, second.Value), out code))
        {
            composed = new Rune(code);
            return true;
        }

        composed = default;
        return false;
    }

    private static bool TryComposeHangul(int first, int second, out int syllable)
    {
        syllable = 0;
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
        {
            syllable = SyllableBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TrailCount;
        }
        else if (first - SyllableBase is >= 0 and < SyllableCount && (first - SyllableBase) % TrailCount == 0
                 && second is > TrailBase and < TrailBase + TrailCount)
        {
            syllable = first + second - TrailBase;
        }

        return syllable != 0;
    }

    private static void Append(int code, List<Rune> buffer) => buffer.Add(new Rune(code));

    private static int Hex(string field) => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
