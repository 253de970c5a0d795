using System.Text;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.KddCup;

/// <summary><c>multimodal_labels.txt</c>: a header, then a category's number and its name with a tab between them; 33 of them.</summary>
public static class KddCupLabels
{
    private const string Header = "category_id\tcategory_name";
    private const int LongestLine = 4096;
    private const int MostLabels = 100_000;

    /// <summary>Reads the names by number.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">A line is not of that form, or a number stands twice.</exception>
    public static IReadOnlyDictionary<long, string> Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file of labels {path}.");

        var labels = new SortedDictionary<long, string>();
        using var file = File.OpenRead(path);
        var lines = new LineReader(file, LongestLine);
        while (lines.TryRead(out var line, out var tooLong))
        {
            var text = Encoding.UTF8.GetString(line);
            if (text.Length == 0 && !tooLong || lines.LineNumber == 1 && text == Header)
                continue;

            var fields = text.Split('\t');
            if (fields.Length != 2 || !long.TryParse(fields[0], out var id) || fields[1].Length == 0)
                throw new BadDataException(path, lines.LineNumber, null, tooLong ? "a long line" : $"'{text}'", "a number, a tab and a name");
            if (labels.Count == MostLabels)
                throw new BadDataException(path, lines.LineNumber, null, $"more than {MostLabels} labels", "a file within that limit");
            if (!labels.TryAdd(id, fields[1]))
                throw new BadDataException(path, lines.LineNumber, null, $"the category {id} a second time", "each category once");
        }

        return labels;
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="ArgumentException">A name is empty or holds a tab or a line end.</exception>
    public static void Write(string path, IReadOnlyDictionary<long, string> labels)
    {
        if (labels.Values.FirstOrDefault(name => name.Length == 0 || name.AsSpan().ContainsAny('\t', '\n', '\r')) is { } unfit)
            throw new ArgumentException($"The label '{unfit}' is empty or holds a tab or a line end.", nameof(labels));
        File.WriteAllText(path, string.Concat(labels.Select(label => $"{label.Key}\t{label.Value}\n").Prepend(Header + "\n")));
    }
}
