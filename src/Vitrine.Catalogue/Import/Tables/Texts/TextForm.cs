using System.Text;

namespace Vitrine.Catalogue;

/// <summary>How the bytes of a table are a text: the encoding, the line ends, the way in which a quote is written inside quotes.</summary>
/// <param name="Encoding">The encoding; UTF-8 where nothing speaks against it.</param>
/// <param name="MarkBytes">Length of the byte-order mark.</param>
/// <param name="ReturnsEndLines">A carriage return alone ends a line.</param>
/// <param name="EscapesQuotes">A quote inside quotes is written \" and a backslash \\, as MySQL and PHP do.</param>
/// <param name="Note">What was taken for the encoding, and why, where the file did not say it; null if there is nothing to tell.</param>
internal sealed record TextForm(Encoding Encoding, int MarkBytes, bool ReturnsEndLines, bool EscapesQuotes, string? Note)
{
    private const int HeadBytes = 1 << 16;

    /// <summary>Reads the whole text once to tell its form.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="asked">The encoding that the user said; null to find it out.</param>
    /// <remarks>
    /// The encoding is the one that was said, or the one of the byte-order mark, or UTF-16 if a good part of the bytes are zero and nearly all of these on one
    /// side of each pair. Else it is UTF-8, unless at least nine in ten of the characters beyond ASCII are none of UTF-8 but could be Windows-1252, and there is
    /// at least one of them in ten thousand lines: then it is Windows-1252. So a few broken rows of a table in UTF-8 stay a few bad rows.
    /// Carriage returns end lines where they are more than the line feeds.
    /// </remarks>
    /// <exception cref="UsageException">No such encoding.</exception>
    /// <exception cref="BadDataException">The file is no text.</exception>
    public static TextForm Of(TableSource source, string? asked)
    {
        var head = source.ReadStart(HeadBytes);
        var (declared, mark) = TextEncodings.Declared(head);
        // Of UTF-16 a mark says more than the user, who may not know the order of the bytes; that of UTF-8 is put before all sorts of files.
        var said = asked is null ? declared : mark > 0 && declared != TextEncodings.Utf8 ? declared : TextEncodings.Named(asked);
        var wide = said ?? WithoutMark(head);
        var form = new TextForm(wide ?? TextEncodings.Utf8, mark, false, false, null);
        if (FileKind.OfText(form.Encoding.GetString(head.AsSpan(mark))) is { } kind)
            throw FileKind.NoTable(source.Path, kind);
        var survey = form.Survey(source);
        if (said is null && wide is not null)
        {
            form = form with { Note = $"{source.Name} is read as {wide.WebName}: about every second byte is zero. If that is wrong, say --encoding." };
        }
        else if (said is null && IsWindows1252(survey))
        {
            form = form with
            {
                Encoding = TextEncodings.Windows1252,
                Note = $"{source.Name} is read as Windows-1252: {survey.StrayBytes:N0} of its {survey.StrayBytes + survey.WideCharacters:N0} characters beyond ASCII are not UTF-8. "
                    + "If letters look wrong, say --encoding.",
            };
        }

        return form with
        {
            ReturnsEndLines = survey.LoneReturns > survey.LineFeeds,
            EscapesQuotes = survey.EscapedQuotes > 0 && survey.EscapedQuotes * 10 >= survey.DoubledQuotes,
        };
    }

    /// <summary>The text in UTF-8 without its mark; what is no text in its encoding is <see cref="TextEncodings.InvalidMark"/>.</summary>
    public (Stream Text, TableStream File) Open(TableSource source)
    {
        var file = source.Open();
        file.ReadAtLeast(new byte[MarkBytes], MarkBytes, throwOnEndOfStream: false);
        return (Encoding == TextEncodings.Utf8 ? file : Encoding.CreateTranscodingStream(file, Encoding, TextEncodings.Utf8), file);
    }

    private TextSurvey Survey(TableSource source)
    {
        var (text, file) = Open(source);
        using (file)
        using (text)
            return TextSurvey.Of(text);
    }

    private static bool IsWindows1252(TextSurvey survey)
    {
        var possible = survey.StrayBytes - survey.StrayInWindows1252;
        return possible > 0 && possible * 10 >= (survey.StrayBytes + survey.WideCharacters) * 9 && possible * 10_000 >= survey.LineFeeds + survey.LoneReturns;
    }

    /// <summary>UTF-16 without a mark: letters, digits and separators have a zero on the same side of each pair. Other texts have no zeros at all.</summary>
    private static Encoding? WithoutMark(ReadOnlySpan<byte> head)
    {
        int first = 0, second = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            first += head[i] == 0 ? 1 : 0;
            second += head[i + 1] == 0 ? 1 : 0;
        }

        var isMany = Math.Max(first, second) >= Math.Max(2, head.Length / 50);
        if (!isMany || Math.Min(first, second) * 10 > Math.Max(first, second))
            return null;
        return second > first ? TextEncodings.Utf16LittleEndian : TextEncodings.Utf16BigEndian;
    }
}
