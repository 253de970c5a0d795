using System.Globalization;
using System.Text;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.LabelledPairs;

/// <summary>
/// <c>features.tsv</c>: a header, then a pair a line with tabs between its cells. Columns <c>split</c> ("train", "validation" or "test"), <c>text_id</c>, <c>category</c>, <c>t0</c>, <c>t1</c>, … (topics
/// of the text, perhaps none) and <c>v0</c>, <c>v1</c>, … (features of the picture); others are passed over.
/// </summary>
public static class PairFeatures
{
    private const int LongestLine = 4 << 20;
    private const int MostPairs = 1_000_000;
    private const long MostNumbers = 500_000_000; // 2 GB: pairs are kept in memory
    private const int LongestId = 1000;

    /// <summary>Reads the pairs; their texts are empty.</summary>
    /// <exception cref="BadDataException">A column is missing, or a cell cannot be understood.</exception>
    internal static List<LabelledPair> Read(string path, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        var lines = new LineReader(file, LongestLine);
        var columns = lines.TryRead(out var header, out _) ? new Columns(path, Encoding.UTF8.GetString(header).Split('\t')) : throw Bad(1, null, "an empty file", "a header");
        var (pairs, ids, numbers) = (new List<LabelledPair>(), new HashSet<string>(StringComparer.Ordinal), 0L);
        while (lines.TryRead(out var line, out var tooLong))
        {
            cancellation.ThrowIfCancellationRequested();
            if (line.IsEmpty && !tooLong)
                continue;
            var cells = Encoding.UTF8.GetString(line).Split('\t');
            if (tooLong || cells.Length != columns.Count)
                throw Bad(lines.LineNumber, null, tooLong ? $"more than {LongestLine} bytes" : $"{cells.Length} cells", $"{columns.Count}, as in the header");
            numbers += columns.Topics.Length + columns.Picture.Length;
            if (pairs.Count == MostPairs || numbers > MostNumbers)
                throw Bad(lines.LineNumber, null, $"more than {MostPairs} pairs or {MostNumbers} numbers", "a file within these limits");
            var id = cells[columns.Id];
            if (id.Length is 0 or > LongestId || !ids.Add(id))
                throw Bad(lines.LineNumber, "text_id", id.Length is 0 or > LongestId ? $"{id.Length} characters" : $"'{id}' a second time", $"1 to {LongestId} characters, each text once");
            if (cells[columns.Category].Length == 0)
                throw Bad(lines.LineNumber, "category", "nothing", "a class");
            pairs.Add(new LabelledPair(id, PartOf(cells[columns.Split], lines.LineNumber), cells[columns.Category],
                Numbers(columns.Topics, "t", lines.LineNumber, cells), Numbers(columns.Picture, "v", lines.LineNumber, cells), ""));
        }

        return pairs.Count > 0 ? pairs : throw Bad(lines.LineNumber, null, "no pair", "at least one");

        Part PartOf(string name, long line) => name switch
        {
            "train" => Part.Train,
            "validation" => Part.Validation,
            "test" => Part.Test,
            _ => throw Bad(line, "split", $"'{name}'", "train, validation or test"),
        };

        float[] Numbers(int[] places, string name, long line, string[] cells)
        {
            var read = new float[places.Length];
            for (var i = 0; i < read.Length; i++)
            {
                if (!float.TryParse(cells[places[i]], NumberStyles.Float, CultureInfo.InvariantCulture, out read[i]) || !float.IsFinite(read[i]))
                    throw Bad(line, $"{name}{i}", $"'{cells[places[i]]}'", "a finite number");
            }

            return read;
        }

        BadDataException Bad(long line, string? column, string found, string expected) => new(path, line, column, found, expected);
    }

    private sealed class Columns
    {
        private readonly Dictionary<string, int> places;
        private readonly string path;

        public Columns(string path, string[] names)
        {
            this.path = path;
            places = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
            foreach (var (place, name) in names.Index())
            {
                if (!places.TryAdd(name, place))
                    throw new BadDataException(path, 1, name, "the column a second time", "each column once");
            }

            (Count, Split, Id, Category) = (names.Length, Place("split"), Place("text_id"), Place("category"));
            (Topics, Picture) = (Numbered("t"), Numbered("v"));
            if (Picture.Length == 0)
                Place("v0");
        }

        public int Count { get; }

        public int Split { get; }

        public int Id { get; }

        public int Category { get; }

        public int[] Topics { get; }

        public int[] Picture { get; }

        private int Place(string name) => places.TryGetValue(name, out var place) ? place : throw new BadDataException(path, 1, name, "no such column", $"a header with '{name}'");

        private int[] Numbered(string prefix)
        {
            var numbered = new List<int>();
            while (places.TryGetValue($"{prefix}{numbered.Count}", out var place))
                numbered.Add(place);
            return [.. numbered];
        }
    }
}
