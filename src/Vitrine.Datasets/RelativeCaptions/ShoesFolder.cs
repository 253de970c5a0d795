using Vitrine.Catalogue;

namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>
/// Shoes with relative captions (Guo et al., NeurIPS 2018): <c>relative_captions_shoes.json</c>, a list of {ImageName (the target), ReferenceImageName, RelativeCaption},
/// and the names of the images in <c>train_im_names.txt</c> and <c>eval_im_names.txt</c>, one a line.
/// </summary>
public sealed class ShoesFolder
{
    private const string Captions = "relative_captions_shoes.json", Train = "train_im_names.txt", Eval = "eval_im_names.txt";
    private const int LongestName = 4096;

    private ShoesFolder(IReadOnlyList<CaptionedChange> changes, IReadOnlyList<string> train, IReadOnlyList<string> eval) => (AllChanges, TrainImages, EvalImages) = (changes, train, eval);

    /// <summary>Every caption, in the order of the file.</summary>
    public IReadOnlyList<CaptionedChange> AllChanges { get; }

    /// <summary>The images to learn from.</summary>
    public IReadOnlyList<string> TrainImages { get; }

    /// <summary>The images that are searched in a test: the gallery.</summary>
    public IReadOnlyList<string> EvalImages { get; }

    /// <summary>Whether a folder holds such files.</summary>
    public static bool IsOne(string path) => new[] { Captions, Train, Eval }.All(file => File.Exists(Path.Combine(path, file)));

    /// <exception cref="UsageException">It holds no such files.</exception>
    /// <exception cref="BadDataException">A file cannot be understood.</exception>
    public static ShoesFolder Open(string path)
    {
        if (!IsOne(path))
            throw new UsageException($"'{path}' is no folder of Shoes.", $"It needs {Captions}, {Train} and {Eval}.");
        return new ShoesFolder(
            CaptionFile.Read(Path.Combine(path, Captions), item => new CaptionedChange(item.Text("ReferenceImageName"), item.Text("ImageName"), [item.Text("RelativeCaption")])),
            Names(Path.Combine(path, Train)), Names(Path.Combine(path, Eval)));
    }

    /// <summary>The captions whose two images are both of a part: train, or test for those that are evaluated. Captions that lead from one part to the other are of neither.</summary>
    public IReadOnlyList<CaptionedChange> Changes(Part part)
    {
        var images = ImagesOf(part).ToHashSet(StringComparer.Ordinal);
        return [.. AllChanges.Where(change => images.Contains(change.Reference) && images.Contains(change.Target!))];
    }

    /// <summary>The images of a part; Shoes has no validation part.</summary>
    public IReadOnlyList<string> ImagesOf(Part part) => part switch
    {
        Part.Train => TrainImages,
        Part.Test => EvalImages,
        _ => [],
    };

    private static List<string> Names(string path)
    {
        using var file = File.OpenRead(path);
        var lines = new LineReader(file, LongestName);
        var names = new List<string>();
        while (lines.TryRead(out var line, out var isTooLong))
        {
            if (isTooLong)
                throw new BadDataException(path, lines.LineNumber, null, $"more than {LongestName} bytes", "the name of an image");
            var name = System.Text.Encoding.UTF8.GetString(line).Trim();
            if (name.Length > 0)
                names.Add(name);
        }

        return names;
    }
}
