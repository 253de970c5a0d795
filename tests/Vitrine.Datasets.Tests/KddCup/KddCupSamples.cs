using System.Runtime.InteropServices;
using System.Text;
using Vitrine.Datasets.KddCup;

namespace Vitrine.Datasets.Tests.KddCup;

/// <summary>Rows of the task's layout, small and seeded.</summary>
internal static class KddCupSamples
{
    internal const int Dimensions = 6;

    internal static readonly KddCupOptions Options = new() { FeatureDimensions = Dimensions };

    internal const string Header = "product_id\timage_h\timage_w\tnum_boxes\tboxes\tfeatures\tclass_labels\tquery\tquery_id";

    internal static KddCupRow Row(int seed, int boxes, int dimensions = Dimensions)
    {
        var random = new Random(seed);
        float[] corners = [.. Enumerable.Range(0, boxes).SelectMany(_ =>
        {
            var (top, left) = (random.Next(100), random.Next(100));
            return new float[] { top, left, top + random.Next(1, 100), left + random.Next(1, 100) };
        })];
        float[] features = [.. Enumerable.Range(0, boxes * dimensions).Select(_ => random.NextSingle() - 0.5f)];
        return new(
            $"{seed}", 200 + seed, 300, corners, features, [.. Enumerable.Range(0, boxes).Select(box => (long)(box % 33))], $"grüne schuhe {seed}", $"{seed / 3}");
    }

    /// <summary>The nine fields of a good row, to be spoilt one by one.</summary>
    internal static string[] Fields(int boxes = 2) =>
    [
        "17", "600", "800", $"{boxes}", Encode(new float[boxes * 4]), Encode(new float[boxes * Dimensions]), Encode(new long[boxes]), "red shoes", "5",
    ];

    internal static string Encode<T>(params T[] values)
        where T : unmanaged => Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan()));

    internal static string Table(params string[][] rows) =>
        new StringBuilder().AppendJoin('\n', rows.Select(row => string.Join('\t', row)).Prepend(Header)).Append('\n').ToString();

    internal static void AssertSame(KddCupRow expected, KddCupRow actual)
    {
        Assert.Equal(
            (expected.ProductId, expected.ImageHeight, expected.ImageWidth, expected.Query, expected.QueryId),
            (actual.ProductId, actual.ImageHeight, actual.ImageWidth, actual.Query, actual.QueryId));
        Assert.Equal(expected.Boxes.ToArray(), actual.Boxes.ToArray());
        Assert.Equal(expected.Features.ToArray(), actual.Features.ToArray());
        Assert.Equal(expected.ClassLabels.ToArray(), actual.ClassLabels.ToArray());
    }
}
