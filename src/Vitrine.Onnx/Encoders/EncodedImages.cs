using System.Numerics.Tensors;
using Vitrine.Onnx.Sessions;

namespace Vitrine.Onnx.Encoders;

/// <summary>What a network says of pictures.</summary>
/// <param name="Count">Pictures.</param>
/// <param name="Dimensions">Of a vector.</param>
/// <param name="Vectors">[count, dimensions].</param>
/// <param name="Channels">Of the map; 0: there is none.</param>
/// <param name="Rows">Of the map.</param>
/// <param name="Columns">Of the map.</param>
/// <param name="Map">[count, channels, rows, columns].</param>
public sealed record EncodedImages(int Count, int Dimensions, float[] Vectors, int Channels, int Rows, int Columns, float[] Map)
{
    /// <summary>Room for so many pictures like some.</summary>
    internal static EncodedImages Empty(int count, EncodedImages like) =>
        like with { Count = count, Vectors = new float[count * like.Dimensions], Map = new float[count * like.Channels * like.Rows * like.Columns] };

    /// <summary>From a network's outputs.</summary>
    internal static EncodedImages Of(NetworkOutput vector, NetworkOutput? map, int count, EncoderConfig config, int height, int width)
    {
        var (channels, rows, columns, places) = map is { } places4 ? MapOf(places4, count, config, height, width) : (0, 0, 0, []);
        var vectors = vector.Shape switch
        {
            [_, _, > 1, _] or [_, _, _, > 1] => Means(vector, count),
            [_, var tokens, var dimensions] => First(vector, count, (int)tokens, (int)dimensions),
            _ => vector.Values,
        };
        return new EncodedImages(count, vectors.Length / count, vectors, channels, rows, columns, places);
    }

    /// <summary>Puts some of the pictures of a smaller batch in their place.</summary>
    internal void Put(EncodedImages part, int start, int count)
    {
        part.Vectors.AsSpan(0, count * Dimensions).CopyTo(Vectors.AsSpan(start * Dimensions));
        var one = Channels * Rows * Columns;
        part.Map.AsSpan(0, count * one).CopyTo(Map.AsSpan(start * one));
    }

    private static (int Channels, int Rows, int Columns, float[] Values) MapOf(NetworkOutput map, int count, EncoderConfig config, int height, int width)
    {
        if (map.Shape is [_, var channels, var rows, var columns])
            return ((int)channels, (int)rows, (int)columns, map.Values);
        if (map.Shape is not [_, var tokens, var dimensions])
            return (0, 0, 0, []);

        // A transformer: tokens of its own (class, registers) and then one per patch, row by row.
        var (down, across) = config.PatchSize is { } patch ? (height / patch, width / patch) : Square((int)tokens, height, width);
        var own = (int)tokens - down * across;
        if (own < 0 || down == 0 || across == 0)
            return (0, 0, 0, []);
        var values = new float[count * (int)dimensions * down * across];
        for (var picture = 0; picture < count; picture++)
        {
            for (var place = 0; place < down * across; place++)
            {
                var token = map.Values.AsSpan((picture * (int)tokens + own + place) * (int)dimensions, (int)dimensions);
                for (var channel = 0; channel < token.Length; channel++)
                    values[(picture * token.Length + channel) * down * across + place] = token[channel];
            }
        }

        return ((int)dimensions, down, across, values);
    }

    private static (int Down, int Across) Square(int tokens, int height, int width)
    {
        var side = height == width ? (int)Math.Sqrt(tokens) : 0;
        return (side, side);
    }

    private static float[] Means(NetworkOutput map, int count)
    {
        var channels = (int)map.Shape[1];
        var places = (int)(map.Shape[2] * map.Shape[3]);
        var means = new float[count * channels];
        for (var i = 0; i < means.Length; i++)
            means[i] = TensorPrimitives.Sum<float>(map.Values.AsSpan(i * places, places)) / places;
        return means;
    }

    private static float[] First(NetworkOutput states, int count, int tokens, int dimensions)
    {
        var first = new float[count * dimensions];
        for (var i = 0; i < count; i++)
            states.Values.AsSpan(i * tokens * dimensions, dimensions).CopyTo(first.AsSpan(i * dimensions));
        return first;
    }
}
