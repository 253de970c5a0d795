namespace Vitrine.Datasets.KddCup;

/// <summary>One row of the KDD Cup 2020 Multimodalities Recall files: a product's image regions and a query.</summary>
/// <remarks>Read from a file, a row holds the largest regions only, the largest first; written, it holds what it was given.</remarks>
public sealed class KddCupRow
{
    /// <summary>Makes a row and checks that the lengths agree.</summary>
    /// <param name="productId">Identifier of the product.</param>
    /// <param name="imageHeight">Height of the photo in pixels.</param>
    /// <param name="imageWidth">Width of the photo in pixels.</param>
    /// <param name="boxes">[regions, 4] top, left, bottom, right in pixels.</param>
    /// <param name="features">[regions, d] detector features.</param>
    /// <param name="classLabels">[regions] category of each region, see <see cref="KddCupLabels"/>.</param>
    /// <param name="query">The words of the query.</param>
    /// <param name="queryId">Identifier of the query.</param>
    public KddCupRow(
        string productId, int imageHeight, int imageWidth, float[] boxes, float[] features, long[] classLabels, string query, string queryId)
    {
        if (classLabels.Length == 0 || boxes.Length != classLabels.Length * 4 || features.Length == 0 || features.Length % classLabels.Length != 0)
        {
            throw new ArgumentException(
                $"{classLabels.Length} class labels with {boxes.Length} box values and {features.Length} feature values; expected n, 4·n and d·n.");
        }

        (ProductId, ImageHeight, ImageWidth) = (productId, imageHeight, imageWidth);
        (Boxes, Features, ClassLabels) = (boxes, features, classLabels);
        (Query, QueryId) = (query, queryId);
    }

    public string ProductId { get; }

    public int ImageHeight { get; }

    public int ImageWidth { get; }

    /// <summary>[<see cref="RegionCount"/>, 4] top, left, bottom, right in pixels.</summary>
    public ReadOnlyMemory<float> Boxes { get; }

    /// <summary>[<see cref="RegionCount"/>, <see cref="FeatureDimensions"/>].</summary>
    public ReadOnlyMemory<float> Features { get; }

    /// <summary>[<see cref="RegionCount"/>].</summary>
    public ReadOnlyMemory<long> ClassLabels { get; }

    public string Query { get; }

    public string QueryId { get; }

    /// <summary>Line of the file that the row came from; 0 where it was not read.</summary>
    public long Line { get; internal init; }

    /// <summary>Number of regions.</summary>
    public int RegionCount => ClassLabels.Length;

    /// <summary>Length of a region's feature vector; 2,048 in the published files.</summary>
    public int FeatureDimensions => Features.Length / RegionCount;
}
