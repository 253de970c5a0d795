using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Tensors;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>Items in memory to train on: random features instead of photos, titles of made-up words, three layers of categories. Every word stands in several titles.</summary>
/// <param name="count">Items, all of the training part.</param>
/// <param name="features">Numbers per item.</param>
/// <param name="terms">Different words.</param>
/// <param name="termsPerTitle">Words of each title.</param>
internal sealed class DrawnItems(int count, int features, int terms, int termsPerTitle) : ITrainingData, IItemSource
{
    private readonly float[] values = WorkData.Numbers(new RandomSource(1), count * features);

    // No model is kept; a training puts what it whitens into a nameless file here.
    public string Path => System.IO.Path.GetTempPath();

    public IItemSource Items => this;

    /// <summary>4, 12 and 36 classes.</summary>
    public CategoryTree Tree { get; } = new([.. Enumerable.Range(0, 36).Select(i => (string[])[$"a{i / 9}", $"b{i / 3}", $"c{i}"])]);

    public string DataHash => "";

    public string SplitHash => "";

    public string Name => "memory";

    public int Count => count;

    public bool HasPhotos => false;

    public IFeatureExtractor DefaultExtractor { get; } = new GivenFeatures(features);

    public IRegionSource? Regions => null;

    public IReadOnlyList<int> RowsOf(Part part) => part == Part.Train ? [.. Enumerable.Range(0, count)] : [];

    public int CategoryOf(int item) => item % Tree.Count;

    public IEnumerable<string> Titles(IReadOnlyList<int> items) =>
        items.Select(item => string.Join(' ', Enumerable.Range(item * termsPerTitle, termsPerTitle).Select(word => $"w{word % terms}")));

    public IFeatureRows Features(IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new Rows(values, features);

    public IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> Attributes(IReadOnlyList<int> items) => throw Missing();

    public IReadOnlyList<CandidateQuery> ValidationQueries(int most) => [];

    public long PhotoOf(int item) => item;

    public byte[] ReadPhoto(int item) => throw Missing();

    public (int Width, int Height) PhotoSize(int area) => throw Missing();

    public IPhotoRows Photos(int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default) => throw Missing();

    private static NotSupportedException Missing() => new("Drawn items have features and titles only.");

    private sealed class Rows(float[] values, int dimensions) : IFeatureRows
    {
        public int Count => values.Length / dimensions;

        public int Dimensions => dimensions;

        public void Read(ReadOnlySpan<int> rows, Span<float> features)
        {
            for (var i = 0; i < rows.Length; i++)
                values.AsSpan(rows[i] * dimensions, dimensions).CopyTo(features[(i * dimensions)..]);
        }

        public void Dispose()
        {
        }
    }
}
