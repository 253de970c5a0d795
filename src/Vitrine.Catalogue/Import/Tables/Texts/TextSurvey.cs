using System.Buffers;
using System.Text;

namespace Vitrine.Catalogue;

/// <summary>Counts over the whole of a text in UTF-8, or in what is to be found out: by these its form is told.</summary>
/// <remarks>A first look is not enough: the first "é" of a table may stand in its last row.</remarks>
internal sealed class TextSurvey
{
    private static readonly SearchValues<byte> NotInWindows1252 = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF]);

    // The longest that is looked at together: a backslash, a quote and what follows, or a character of four bytes.
    private const int LookAhead = 4;

    /// <summary>Line feeds.</summary>
    public long LineFeeds { get; private set; }

    /// <summary>Carriage returns that no line feed follows, but perhaps after other carriage returns.</summary>
    public long LoneReturns { get; private set; }

    /// <summary>Characters beyond ASCII, well formed.</summary>
    public long WideCharacters { get; private set; }

    /// <summary>Bytes, or short runs of them, that are no character of UTF-8.</summary>
    public long StrayBytes { get; private set; }

    /// <summary>Those of <see cref="StrayBytes"/> that are none of Windows-1252 either. 0xFF would be "ÿ", which no name has before anything was damaged.</summary>
    public long StrayInWindows1252 { get; private set; }

    /// <summary>Backslashes with a quote behind them that cannot end a cell.</summary>
    public long EscapedQuotes { get; private set; }

    /// <summary>Pairs of quotes within a text, neither of which can begin or end a cell.</summary>
    public long DoubledQuotes { get; private set; }

    public static TextSurvey Of(Stream text)
    {
        var survey = new TextSurvey();
        var buffer = new byte[1 << 17];
        int kept = 0, read;
        do
        {
            read = text.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var all = buffer.AsSpan(0, kept + read);
            var isLast = all.Length < buffer.Length;
            // Nothing is parted: what begins before the cut is looked at with what follows the cut.
            var cut = isLast ? all.Length : all.Length - LookAhead;
            survey.CountLines(all, cut);
            survey.CountQuotes(all, cut);
            cut = survey.CountCharacters(all, cut);
            all[cut..].CopyTo(buffer);
            kept = all.Length - cut;
        }
        while (read > 0 && kept < buffer.Length);

        return survey;
    }

    private void CountLines(ReadOnlySpan<byte> bytes, int cut)
    {
        LineFeeds += bytes[..cut].Count((byte)'\n');
        for (var at = 0; bytes[at..cut].IndexOf((byte)'\r') is >= 0 and var found;)
        {
            at += found + 1;
            var after = bytes[at..].IndexOfAnyExcept((byte)'\r');
            if (after < 0 || bytes[at + after] != '\n')
                LoneReturns++;
        }
    }

    private void CountQuotes(ReadOnlySpan<byte> bytes, int cut)
    {
        for (var at = 0; bytes[at..cut].IndexOf((byte)'"') is >= 0 and var found;)
        {
            var quote = at + found;
            at = quote + 1;
            if (quote > 0 && bytes[quote - 1] == '\\')
            {
                if (at < bytes.Length && !EndsCell(bytes[at]) && bytes[at] != '"')
                    EscapedQuotes++;
            }
            else if (at + 1 < bytes.Length && bytes[at] == '"')
            {
                if (quote > 0 && !EndsCell(bytes[quote - 1]) && !EndsCell(bytes[at + 1]))
                    DoubledQuotes++;
                at = Math.Min(at + 1, cut);
            }
        }
    }

    private static bool EndsCell(byte character) => character is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|' or (byte)'\n' or (byte)'\r';

    /// <summary>Counts up to a cut that is in no character: the one given, or up to three bytes after it.</summary>
    private int CountCharacters(ReadOnlySpan<byte> bytes, int cut)
    {
        var at = 0;
        while (at < cut)
        {
            var wide = bytes[at..cut].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (wide < 0)
                return cut;
            at += wide;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            {
                WideCharacters++;
            }
            else
            {
                StrayBytes++;
                if (bytes.Slice(at, length).ContainsAny(NotInWindows1252))
                    StrayInWindows1252++;
            }

            at += length;
        }

        return at;
    }
}
