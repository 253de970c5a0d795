using Vitrine.Catalogue;

namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>What is searched in an evaluation on Fashion-IQ's validation part: the published figures differ in it by 10 points.</summary>
public enum FashionIqProtocol
{
    /// <summary>All images of the validation split.</summary>
    Original,

    /// <summary>The references and targets of the validation captions only ("VAL").</summary>
    Val,
}

/// <summary>
/// Fashion-IQ (Wu et al., CVPR 2021): <c>captions/cap.CATEGORY.SPLIT.json</c>, a list of {candidate, target, captions[2]} of which the test split has no target, and
/// <c>image_splits/split.CATEGORY.SPLIT.json</c>, a list of image names.
/// </summary>
public sealed class FashionIqFolder
{
    private const string Captions = "captions", Splits = "image_splits";

    private readonly string path;

    private FashionIqFolder(string path) => this.path = path;

    /// <summary>dress, shirt, toptee: measured each by itself, then averaged.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["dress", "shirt", "toptee"];

    /// <summary>Whether a folder holds such files.</summary>
    public static bool IsOne(string path) => Directory.Exists(Path.Combine(path, Captions)) && Directory.Exists(Path.Combine(path, Splits));

    /// <exception cref="UsageException">It holds no such files.</exception>
    public static FashionIqFolder Open(string path) => IsOne(path) ? new FashionIqFolder(path)
        : throw new UsageException($"'{path}' is no folder of Fashion-IQ.", $"It needs the folders {Captions} and {Splits}.");

    /// <summary>The captions of a category in a part, in the order of the file.</summary>
    /// <exception cref="BadDataException">The file cannot be understood.</exception>
    public IReadOnlyList<CaptionedChange> Changes(string category, Part part) => CaptionFile.Read(
        Path.Combine(path, Captions, $"cap.{Known(category)}.{NameOf(part)}.json"),
        item => new CaptionedChange(item.Text("candidate"), item.OptionalText("target"), item.Texts("captions")));

    /// <summary>The images of a category in a part, in the order of the file.</summary>
    public IReadOnlyList<string> Images(string category, Part part) => CaptionFile.Read(Path.Combine(path, Splits, $"split.{Known(category)}.{NameOf(part)}.json"), item => item.Text());

    /// <summary>The images that are searched for a category's captions of a part, each once.</summary>
    /// <param name="category">One of <see cref="Categories"/>.</param>
    /// <param name="part">Usually validation, whose answers are public.</param>
    /// <param name="protocol">Which.</param>
    public IReadOnlyList<string> Gallery(string category, Part part, FashionIqProtocol protocol) => protocol == FashionIqProtocol.Original
        ? [.. Images(category, part).Distinct(StringComparer.Ordinal)]
        : [.. Changes(category, part).SelectMany(change => new[] { change.Reference, change.Target }).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string Known(string category) => Categories.Contains(category) ? category
        : throw new UsageException($"Fashion-IQ has no category '{category}'.", $"There are: {string.Join(", ", Categories)}.");

    private static string NameOf(Part part) => part switch
    {
        Part.Train => "train",
        Part.Validation => "val",
        _ => "test",
    };
}
