using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>A segment as the manifest lists it.</summary>
/// <param name="File">Name of the segment file.</param>
/// <param name="Checksum">CRC-32C of its header.</param>
/// <param name="DeletedFile">Name of its list of deleted items; "-" when none is.</param>
/// <param name="DeletedChecksum">CRC-32C of that list.</param>
internal sealed record ManifestSegment(string File, uint Checksum, string DeletedFile, uint DeletedChecksum)
{
    /// <summary>Its deleted items.</summary>
    /// <exception cref="IndexFormatException">Their file is missing or damaged.</exception>
    public Tombstones Deleted(string folder, int items) =>
        DeletedFile == Manifest.NoFile ? new Tombstones(items) : Tombstones.Read(Path.Combine(folder, DeletedFile), items, DeletedChecksum);
}

/// <summary>
/// The committed state of an index: a small text file that names all others. Replacing it is the commit. Its last line is the
/// CRC-32C of everything before.
/// </summary>
internal sealed partial record Manifest(long Generation, IndexSchema Schema, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<ManifestSegment> Segments)
{
    private const string FirstLine = "vitrine-index 3";

    // Without fields and groups, else the same.
    private const string FirstLineBefore = "vitrine-index 2";

    private const long MaxBytes = 1 << 20; // segments are merged long before their list grows near this

    public const string NoFile = "-";

    public static string PathIn(string folder) => Path.Combine(folder, "manifest");

    /// <summary>Commits this state.</summary>
    public void Write(string folder)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"generation {Generation}\n");
        text.Append("codes ").AppendJoin(',', Schema.CodeBitsPerLayer).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"vectors {Schema.VectorDimensions} {Schema.VectorFormat}\n");
        foreach (var part in Schema.Parts)
            text.Append(CultureInfo.InvariantCulture, $"part {Uri.EscapeDataString(part.Name)} {part.Dimensions} {part.VectorsPerItem} {part.Format}\n");
        foreach (var field in Schema.Fields)
            text.Append(CultureInfo.InvariantCulture, $"field {Uri.EscapeDataString(field.Name)} {field.Kind}\n");
        if (Schema.HasGroups)
            text.Append("groups\n");
        foreach (var (key, value) in Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"property {Uri.EscapeDataString(key)} {Uri.EscapeDataString(value)}\n");
        foreach (var segment in Segments)
            text.Append(CultureInfo.InvariantCulture, $"segment {segment.File} {segment.Checksum:x8} {segment.DeletedFile} {segment.DeletedChecksum:x8}\n");
        var checksum = Crc32C.Of(Encoding.ASCII.GetBytes(text.ToString()));
        text.Append(CultureInfo.InvariantCulture, $"crc32c {checksum:x8}\n");
        DurableFile.Replace(PathIn(folder), Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>All files that this state names, and those that may stand beside its segments.</summary>
    public HashSet<string> FileNames() =>
        [.. Segments.SelectMany(segment => new[] { segment.File, segment.DeletedFile, CellFormat.FileOf(segment.File), PartitionRecall.FileOf(segment.File), CodeTableFormat.FileOf(segment.File) })];

    /// <exception cref="IndexFormatException">There is no manifest, or it is damaged or of another version.</exception>
    public static Manifest Read(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path))
            throw new IndexFormatException(path, "no index is here.");
        if (new FileInfo(path).Length > MaxBytes)
            throw new IndexFormatException(path, $"larger than {MaxBytes} bytes; this is no manifest.");
        var text = File.ReadAllText(path, Encoding.Latin1);
        if (!text.StartsWith(FirstLine + "\n", StringComparison.Ordinal) && !text.StartsWith(FirstLineBefore + "\n", StringComparison.Ordinal))
            throw new IndexFormatException(path, $"the first line is '{FirstLineOf(text)}', expected '{FirstLine}' or '{FirstLineBefore}'; the file is damaged or of another version.");
        var last = text.LastIndexOf("\ncrc32c ", StringComparison.Ordinal) + 1;
        if (last == 0 || text[last..] != FormattableString.Invariant($"crc32c {Crc32C.Of(Encoding.Latin1.GetBytes(text[..last])):x8}\n"))
            throw new IndexFormatException(path, "the manifest does not match its checksum; the file is damaged.");
        try
        {
            return Parse(text[..last].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (Exception problem) when (problem is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new IndexFormatException(path, $"a line cannot be read ({problem.Message}); the file was written by another program.");
        }
    }

    /// <summary>The number of the commit alone, from the second line and without a look at the checksum; 0 where there is no manifest.</summary>
    /// <exception cref="IndexFormatException">There is none on the second line.</exception>
    public static long GenerationIn(string folder)
    {
        var path = PathIn(folder);
        Span<byte> head = stackalloc byte[64]; // two lines
        try
        {
            using var file = File.OpenHandle(path);
            var lines = Encoding.ASCII.GetString(head[..RandomAccess.Read(file, head, 0)]).Split('\n');
            return lines.Length > 2 && lines[1].Split(' ') is ["generation", var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
                ? generation
                : throw new IndexFormatException(path, "the second line has no number of a commit; the file is damaged or of another version.");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0;
        }
    }

    private static Manifest Parse(string[] lines)
    {
        long generation = 0;
        int[] bits = [];
        var (dimensions, format) = (0, VectorFormat.Float32);
        var parts = new List<PartForm>();
        var fields = new List<FieldForm>();
        var hasGroups = false;
        var properties = new Dictionary<string, string>();
        var segments = new List<ManifestSegment>();
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(' ');
            switch (cells[0])
            {
                case "generation":
                    generation = long.Parse(cells[1]);
                    break;
                case "codes":
                    bits = [.. cells[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
                    break;
                case "vectors":
                    (dimensions, format) = (int.Parse(cells[1]), Enum.Parse<VectorFormat>(cells[2]));
                    break;
                case "part":
                    parts.Add(new PartForm(Uri.UnescapeDataString(cells[1]), int.Parse(cells[2]), int.Parse(cells[3]), Enum.Parse<VectorFormat>(cells[4])));
                    break;
                case "field":
                    fields.Add(new FieldForm(Uri.UnescapeDataString(cells[1]), Enum.Parse<FieldKind>(cells[2])));
                    break;
                case "groups":
                    hasGroups = true;
                    break;
                case "property":
                    properties.Add(Uri.UnescapeDataString(cells[1]), Uri.UnescapeDataString(cells[2]));
                    break;
                case "segment":
                    segments.Add(new ManifestSegment(FileName(cells[1]), Hex(cells[2]), FileName(cells[3]), Hex(cells[4])));
                    break;
                default:
                    throw new FormatException($"'{cells[0]}' is unknown");
            }
        }

        var schema = new IndexSchema(bits, dimensions, format) { Parts = parts, Fields = fields, HasGroups = hasGroups };
        schema.Check();
        return new Manifest(generation, schema, properties, segments);
    }

    // A name from a file must not lead out of the folder.
    private static string FileName(string name) => name == NoFile || FileNamePattern().IsMatch(name) ? name : throw new FormatException($"'{name}' is no file of an index");

    // As much as a message bears, and printable.
    private static string FirstLineOf(string text) => string.Concat(text.TakeWhile(c => c != '\n').Take(40).Select(c => char.IsControl(c) ? '?' : c));

    private static uint Hex(string text) => uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(segment|deleted)-[0-9]{6,12}(-[0-9]{1,12})?\.bin$")]
    private static partial Regex FileNamePattern();
}
