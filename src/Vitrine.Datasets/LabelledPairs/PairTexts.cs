using System.Text.Json;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.LabelledPairs;

/// <summary><c>texts.jsonl</c>: a JSON object a line with <c>text_id</c> and <c>sentences</c>, a list of texts; other properties are passed over.</summary>
public static class PairTexts
{
    private const int LongestLine = 16 << 20;

    /// <summary>Reads the texts, their sentences joined by spaces.</summary>
    /// <exception cref="BadDataException">A line is not of that form.</exception>
    internal static IEnumerable<(string Id, string Text)> Read(string path, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        var lines = new LineReader(file, LongestLine);
        while (Next(out var line, out var isBlank))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isBlank)
                yield return line;
        }

        bool Next(out (string Id, string Text) text, out bool isBlank)
        {
            (text, isBlank) = (("", ""), false);
            if (!lines.TryRead(out var line, out var tooLong))
                return false;
            if (tooLong)
                throw Bad($"more than {LongestLine} bytes", "a shorter text");
            isBlank = line.IsEmpty;
            if (!isBlank)
                text = Parse(line.ToArray());
            return true;
        }

        (string Id, string Text) Parse(byte[] line)
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("text_id", out var id) || id.ValueKind != JsonValueKind.String
                    || !root.TryGetProperty("sentences", out var sentences) || sentences.ValueKind != JsonValueKind.Array
                    || sentences.EnumerateArray().Any(sentence => sentence.ValueKind != JsonValueKind.String))
                {
                    throw Bad("other JSON", "an object with 'text_id' and a list of texts 'sentences'");
                }

                return (id.GetString()!, string.Join(' ', sentences.EnumerateArray().Select(sentence => sentence.GetString())));
            }
            catch (JsonException)
            {
                throw Bad("no JSON", "an object with 'text_id' and 'sentences'");
            }
        }

        BadDataException Bad(string found, string expected) => new(path, lines.LineNumber, null, found, expected);
    }
}
