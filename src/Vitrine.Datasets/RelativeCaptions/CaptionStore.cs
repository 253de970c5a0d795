using System.Text.Encodings.Web;
using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Platform;

namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>
/// A store of images with relative captions: each image is a product, and <c>captions.jsonl</c> beside the database says, one line a caption, how one is changed into
/// another. Training, index, search and evaluation then work as on any store.
/// </summary>
public static class CaptionStore
{
    private const string FileName = "captions.jsonl";
    private const int LongestLine = 1 << 20;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectRequiredConstructorParameters = true };

    /// <summary>Whether a store has such captions.</summary>
    public static bool IsOne(string store) => File.Exists(PathIn(store));

    /// <summary>Makes a store.</summary>
    /// <param name="data">What it holds.</param>
    /// <param name="imageFolder">Where the image files lie, however they are nested.</param>
    /// <param name="store">A folder that is new or empty.</param>
    /// <param name="progress">Images done.</param>
    /// <param name="cancellation">Stops; nothing is written then.</param>
    /// <returns>How much of the data set is there.</returns>
    /// <exception cref="UsageException">The store exists, or no image was found.</exception>
    /// <remarks>A missing image is counted, not fatal: of web shops' photos some are always gone. Titles are what the captions of training say of an image; nothing is said of others.</remarks>
    public static CaptionImport Write(CaptionedImages data, string imageFolder, string store, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var files = new ImageFiles(imageFolder);
        if (File.Exists(Path.Combine(store, "catalogue.db")))
            throw new UsageException($"'{store}' is a store already.", "Name a new or empty folder.");
        var said = data.Changes[Part.Train].Where(change => change.Target is not null).ToLookup(change => change.Target!, change => change.Phrasings[0], StringComparer.Ordinal);
        var (here, missing, done) = (new HashSet<string>(StringComparer.Ordinal), 0, 0);
        using (var writer = StoreWriter.Open(store))
        {
            foreach (var (part, images) in data.Images)
            {
                foreach (var image in images)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (!here.Contains(image) && Put(writer, image, part))
                        here.Add(image);
                    else if (!here.Contains(image))
                        missing++;
                    progress?.Report(++done);
                }
            }

            if (here.Count == 0)
                throw new UsageException($"Of {missing:N0} images none lies in '{imageFolder}'.", "Name the folder with the data set's photos; their files are called as the images are, with any ending.");
            writer.Commit(cancellation);
        }

        var kept = data.Changes.SelectMany(part => part.Value.Where(IsHere).Select(change => new Line(part.Key.ToString(), change.Reference, change.Target, change.Captions))).ToArray();
        DurableFile.Write(PathIn(store), stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            foreach (var line in kept)
                text.WriteLine(JsonSerializer.Serialize(line, Format));
        });
        return new CaptionImport(here.Count, missing, kept.Length, data.Changes.Sum(part => part.Value.Count) - kept.Length);

        bool IsHere(CaptionedChange change) => here.Contains(change.Reference) && (change.Target is null || here.Contains(change.Target));

        bool Put(StoreWriter writer, string image, Part part)
        {
            if (files.Find(image) is not { } file || new FileInfo(file).Length > ImageLimits.Default.MaxBytes)
                return false;
            try
            {
                var title = part == Part.Train && said.Contains(image) ? string.Join("; ", said[image]) : data.Name;
                writer.Put(new ProductData(image, title, [data.Name]) { GivenPart = part }, File.ReadAllBytes(file).AsSpan());
                return true;
            }
            catch (ImageException)
            {
                return false; // a file that is no photo, such as an error page that was saved as one
            }
        }
    }

    /// <summary>The captions of a part, in the order of the data set.</summary>
    /// <exception cref="BadDataException">A line is none of these.</exception>
    public static IReadOnlyList<CaptionedChange> Read(string store, Part part, CancellationToken cancellation = default)
    {
        var path = PathIn(store);
        using var file = File.OpenRead(path);
        var lines = new LineReader(file, LongestLine);
        var changes = new List<CaptionedChange>();
        while (lines.TryRead(out var bytes, out var isTooLong))
        {
            cancellation.ThrowIfCancellationRequested();
            if (isTooLong)
                throw Bad($"more than {LongestLine} bytes");
            try
            {
                if (JsonSerializer.Deserialize<Line>(bytes, Format) is { Captions.Count: > 0 } line && line.Part == part.ToString())
                    changes.Add(new CaptionedChange(line.Reference, line.Target, line.Captions));
            }
            catch (JsonException)
            {
                throw Bad("no such JSON");
            }
        }

        return changes;

        BadDataException Bad(string found) => new(path, lines.LineNumber, null, found, "an object with part, reference, target and captions", "Make the store again.");
    }

    private static string PathIn(string store) => Path.Combine(store, FileName);

    private sealed record Line(string Part, string Reference, string? Target, IReadOnlyList<string> Captions);
}
