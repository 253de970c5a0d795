using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>The text layouts: a word and its values on each line, with or without word2vec's header.</summary>
internal static class WordVectorText
{
    // Files written from doubles have up to 24 characters a value.
    private const int LongestValue = 26;
    private const int LinesToAsk = 32;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE \t"u8);

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    internal static void Read(
        Stream stream, string path, WordVectorOptions options, WordVectorCollector collector, ReadingTicker ticker, bool hasHeader)
    {
        var reader = new LineReader(stream, WordVectorCollector.LongestWord + options.MostDimensions * LongestValue);
        var declared = hasHeader ? ReadHeader(reader, path, collector) : -1;

        // The first line alone must not decide: if it is the broken one, all others would be of the "wrong" dimension.
        var first = new List<(long Number, byte[] Line)>();
        while (!hasHeader && first.Count < LinesToAsk && Next(reader, collector, out var line))
            first.Add((reader.LineNumber, line.ToArray()));
        if (first.Count > 0)
            collector.Start(first[0].Number, MostCommonDimensions(first));

        var vector = new float[collector.Dimensions];
        foreach (var (number, line) in first)
            Parse(number, line, vector, collector);
        while (!collector.IsFull && Next(reader, collector, out var line))
        {
            ticker.Tick();
            Parse(reader.LineNumber, line, vector, collector);
        }

        var found = reader.LineNumber - 1;
        if (hasHeader && !collector.IsFull && found != declared)
            collector.Report.Add(1, $"a header of {declared} words, but {found} lines after it");
    }

    private static long ReadHeader(LineReader reader, string path, WordVectorCollector collector)
    {
        if (!reader.TryRead(out var line, out _) || !WordVectorReader.TryParseHeader(line, out var words, out var dimensions))
            throw new BadDataException(path, 1, null, "no header", "a line with the number of words and of dimensions");
        collector.Start(1, dimensions);
        return words;
    }

    // Passes over empty lines and reports those above the limit.
    private static bool Next(LineReader reader, WordVectorCollector collector, out ReadOnlySpan<byte> line)
    {
        while (reader.TryRead(out line, out var tooLong))
        {
            if (tooLong)
                collector.Report.Add(reader.LineNumber, "a line longer than any vector within the limits");
            else if (!(line = line.TrimEnd(Blanks)).IsEmpty)
                return true;
        }

        return false;
    }

    private static int MostCommonDimensions(List<(long Number, byte[] Line)> lines) => lines
        .Select(line => TrailingNumbers(line.Line))
        .GroupBy(count => count)
        .OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key)
        .First().Key;

    // A word may hold blanks (". . ." in GloVe 840B) and may be a number, so values are counted from the end, leaving one field.
    private static int TrailingNumbers(ReadOnlySpan<byte> line)
    {
        var count = 0;
        while (line.LastIndexOfAny(Blanks) is var blank and > 0 && TryParse(line[(blank + 1)..], out _))
        {
            count++;
            line = line[..blank].TrimEnd(Blanks);
        }

        return count;
    }

    private static void Parse(long number, ReadOnlySpan<byte> line, float[] vector, WordVectorCollector collector)
    {
        var word = line;
        for (var found = 0; found < vector.Length; found++)
        {
            var blank = word.LastIndexOfAny(Blanks);
            if (blank <= 0)
            {
                collector.Report.Add(number, $"{found} values after '{Shown(word)}'; expected {vector.Length}");
                return;
            }

            word = word[..blank].TrimEnd(Blanks);
        }

        if (word.LastIndexOfAny(Blanks) is var inner and > 0 && TryParse(word[(inner + 1)..], out _))
        {
            collector.Report.Add(number, $"{TrailingNumbers(line)} values; expected {vector.Length}");
            return;
        }

        var values = line[word.Length..].TrimStart(Blanks);
        if (collector.Wants(number, word, out var text))
        {
            if (TryParseAll(number, values, vector, text, collector.Report))
                collector.Add(number, text, vector);
        }
        else if (text.Length > 0 && values.ContainsAnyExcept(NumberBytes))
        {
            // Values of other words are not parsed, but a look at the bytes still finds most damage.
            collector.Report.Add(number, $"something that is no finite number in the vector of '{text}'");
        }
    }

    private static bool TryParseAll(long number, ReadOnlySpan<byte> values, float[] vector, string word, LineReport report)
    {
        for (var dimension = 0; dimension < vector.Length; dimension++)
        {
            var end = values.IndexOfAny(Blanks);
            var field = end < 0 ? values : values[..end];
            if (!TryParse(field, out vector[dimension]))
            {
                report.Add(number, $"'{Shown(field)}' as value {dimension + 1} of '{word}'; expected a number");
                return false;
            }

            values = end < 0 ? default : values[end..].TrimStart(Blanks);
        }

        return true;
    }

    // "nan" and "inf" parse, so that the message says that the value is not finite.
    private static bool TryParse(ReadOnlySpan<byte> field, out float value) =>
        (Utf8Parser.TryParse(field, out value, out var used) && used == field.Length)
        || float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Shown(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 40)]);
}
