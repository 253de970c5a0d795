using System.Buffers.Text;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.KddCup;

/// <summary>Turns one line into a row, or into an entry of the report.</summary>
internal sealed class KddCupRowParser(KddCupOptions options, LineReport report)
{
    private const int LongestId = 64;
    private const int LongestQuery = 10_000;
    private const int LongestSide = 100_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Range[] fields = new Range[KddCupReader.Columns.Length + 1];

    // Reused from row to row; they grow to the largest row.
    private float[] boxes = [];
    private float[] features = [];
    private long[] labels = [];

    /// <summary>The row of a line; null where the line was reported and is to be skipped.</summary>
    internal KddCupRow? Parse(long number, ReadOnlySpan<byte> line)
    {
        try
        {
            return ParseRow(number, line);
        }
        catch (FieldException exception)
        {
            report.Add(number, exception.Message);
            return null;
        }
    }

    private KddCupRow ParseRow(long number, ReadOnlySpan<byte> line)
    {
        Split(line);
        var productId = Text(line, 0, LongestId);
        var height = Number(line, 1, LongestSide);
        var width = Number(line, 2, LongestSide);
        var count = Number(line, 3, options.MostBoxes);
        var query = Text(line, 7, LongestQuery);
        var queryId = Text(line, 8, LongestId);
        if (options.KnownQueries is { } known && !known.Contains(queryId))
            throw new FieldException(8, $"the query '{queryId}', for which there is no answer");

        Decode(line, 4, count, 4, ref boxes);
        Decode(line, 5, count, options.FeatureDimensions, ref features);
        Decode(line, 6, count, 1, ref labels);
        RequireFinite(4, boxes.AsSpan(0, count * 4));
        RequireFinite(5, features.AsSpan(0, count * options.FeatureDimensions));
        if (labels.AsSpan(0, count).ContainsAnyExceptInRange(0, int.MaxValue))
            throw new FieldException(6, "a category outside 0 to 2147483647");
        return Largest(number, productId, height, width, count, query, queryId);
    }

    private void Split(ReadOnlySpan<byte> line)
    {
        var count = 0;
        foreach (var field in line.Split((byte)'\t'))
        {
            if (count++ < KddCupReader.Columns.Length)
                fields[count - 1] = field;
        }

        if (count != KddCupReader.Columns.Length)
            throw new FieldException(null, $"{count} columns; expected {KddCupReader.Columns.Length}");
    }

    private string Text(ReadOnlySpan<byte> line, int column, int longest)
    {
        var field = line[fields[column]];
        if (field.Length == 0 || field.Length > longest)
            throw new FieldException(column, $"{field.Length} bytes; expected 1 to {longest}");
        try
        {
            return Strict.GetString(field);
        }
        catch (DecoderFallbackException)
        {
            throw new FieldException(column, "bytes that are not UTF-8");
        }
    }

    private int Number(ReadOnlySpan<byte> line, int column, int most)
    {
        var field = line[fields[column]];
        return Utf8Parser.TryParse(field, out int value, out var used) && used == field.Length && value >= 1 && value <= most
            ? value
            : throw new FieldException(column, $"'{Encoding.UTF8.GetString(field[..Math.Min(field.Length, 20)])}'; expected 1 to {most}");
    }

    // Little-endian values in base64; the machine is taken to be little-endian too, as every machine of .NET that has SIMD is.
    private void Decode<T>(ReadOnlySpan<byte> line, int column, int count, int width, ref T[] values)
        where T : unmanaged
    {
        var field = line[fields[column]];
        var length = count * width;
        var expected = length * Unsafe.SizeOf<T>();
        if (values.Length < length)
            values = new T[length];

        var bytes = MemoryMarshal.AsBytes(values.AsSpan(0, length));
        if (field.Length == Base64.GetMaxEncodedToUtf8Length(expected)
            && Base64.DecodeFromUtf8(field, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == expected)
        {
            return;
        }

        throw new FieldException(column, Base64.IsValid(field, out var decoded)
            ? $"{decoded} bytes; num_boxes {count} needs {expected}"
            : "broken base64");
    }

    private void RequireFinite(int column, ReadOnlySpan<float> values)
    {
        if (TensorPrimitives.IsFiniteAll(values))
            return;
        var place = 0;
        while (float.IsFinite(values[place]))
            place++;
        var width = column == 4 ? 4 : options.FeatureDimensions;
        throw new FieldException(column, $"the value {values[place]} in box {place / width + 1}; expected finite numbers");
    }

    private KddCupRow Largest(long number, string productId, int height, int width, int count, string query, string queryId)
    {
        // OrderBy is stable: of equal areas the earlier box comes first.
        var order = Enumerable.Range(0, count).OrderByDescending(Area).Take(options.MaxRegions).ToArray();
        var dimensions = options.FeatureDimensions;
        var (keptBoxes, keptFeatures, keptLabels) = (new float[order.Length * 4], new float[order.Length * dimensions], new long[order.Length]);
        for (var region = 0; region < order.Length; region++)
        {
            boxes.AsSpan(order[region] * 4, 4).CopyTo(keptBoxes.AsSpan(region * 4));
            features.AsSpan(order[region] * dimensions, dimensions).CopyTo(keptFeatures.AsSpan(region * dimensions));
            keptLabels[region] = labels[order[region]];
        }

        return new(productId, height, width, keptBoxes, keptFeatures, keptLabels, query, queryId) { Line = number };
    }

    private float Area(int box) => Math.Max(0, boxes[box * 4 + 2] - boxes[box * 4]) * Math.Max(0, boxes[box * 4 + 3] - boxes[box * 4 + 1]);

    private sealed class FieldException(int? column, string found)
        : Exception(column is { } index ? $"column '{KddCupReader.Columns[index]}': {found}" : found);
}
