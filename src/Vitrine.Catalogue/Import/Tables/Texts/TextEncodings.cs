using System.Text;

namespace Vitrine.Catalogue;

/// <summary>The encodings that a table may be in.</summary>
internal static class TextEncodings
{
    /// <summary>Stands for bytes that are no text: a noncharacter of Unicode, which no text may hold.</summary>
    public const char InvalidMark = '\uffff';

    /// <summary>What Windows in the west of Europe and America writes for "text".</summary>
    public static Encoding Windows1252 { get; } = Strict(CodePagesEncodingProvider.Instance.GetEncoding(1252)!);

    public static Encoding Utf8 { get; } = Strict(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    public static Encoding Utf16LittleEndian { get; } = Strict(new UnicodeEncoding(bigEndian: false, byteOrderMark: false));

    public static Encoding Utf16BigEndian { get; } = Strict(new UnicodeEncoding(bigEndian: true, byteOrderMark: false));

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Utf8),
        ([0xFF, 0xFE, 0, 0], Strict(new UTF32Encoding(bigEndian: false, byteOrderMark: false))), // before UTF-16, whose mark it begins with
        ([0, 0, 0xFE, 0xFF], Strict(new UTF32Encoding(bigEndian: true, byteOrderMark: false))),
        ([0xFF, 0xFE], Utf16LittleEndian),
        ([0xFE, 0xFF], Utf16BigEndian),
    ];

    /// <summary>The encoding that the first bytes of a file declare, and the length of their mark; null and 0 where they declare none.</summary>
    public static (Encoding? Encoding, int MarkBytes) Declared(ReadOnlySpan<byte> start)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (start.StartsWith(mark))
                return (encoding, mark.Length);
        }

        return (null, 0);
    }

    /// <summary>The encoding of this name, as .NET and the web call it: utf-8, utf-16, windows-1252, iso-8859-2, shift_jis, …</summary>
    /// <exception cref="UsageException">No such encoding.</exception>
    public static Encoding Named(string name)
    {
        // As on the web, Latin 1 means Windows-1252: the same letters, and quotes and dashes where Latin 1 has control characters.
        if (name.ToLowerInvariant() is "latin1" or "latin-1" or "iso-8859-1" or "ascii" or "us-ascii" or "ansi" or "cp1252")
            return Windows1252;
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return Strict(encoding);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new UsageException($"There is no encoding '{name}' (--encoding).", "Say utf-8, utf-16, windows-1252, or another name of an encoding that the web knows.");
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = new DecoderReplacementFallback(InvalidMark.ToString());
        return strict;
    }
}
