using Vitrine.Catalogue;
using Vitrine.Onnx.Graphs;
using Vitrine.Onnx.Sessions;

namespace Vitrine.Onnx.Encoders;

/// <summary>Prepared pictures → vectors, and maps of features by place where the network has them.</summary>
public sealed class OnnxImageEncoder : IDisposable
{
    // A picture computes for long: threads that sleep cost 0.7 %, and win 35 % where the machine has other work (bench/results/encoders.md).
    private const bool Spins = false;

    private const int Red = 1; // the axis of the colours: [batch, 3, height, width]

    private readonly OnnxSession session;
    private readonly ImageOutputs outputs;
    private readonly TensorPlace pixels;
    private readonly EncoderConfig config;
    private readonly string[] names;

    private OnnxImageEncoder(EncoderFolder files, OnnxSession session, ImageOutputs outputs, EncoderConfig config)
    {
        (this.session, this.outputs, this.config) = (session, outputs, config);
        (Folder, Network) = (files.Folder, files.Network);
        pixels = session.Inputs.FirstOrDefault(IsPixels) ?? throw Refuse("no input of pixels [batch, 3, height, width]");
        if (session.Inputs.FirstOrDefault(input => input != pixels && !IsDummy(input)) is { } unknown)
            throw Refuse($"an input '{unknown.Name}' beside '{pixels.Name}'");
        names = outputs.Map is null || outputs.Map == outputs.Vector ? [outputs.Vector] : [outputs.Vector, outputs.Map];
        (Height, Width) = (Fixed(pixels.Shape[2]), Fixed(pixels.Shape[3]));

        BadDataException Refuse(string found) => new(files.Network, null, null, found, "a network that takes pictures alone, or with a text that does not matter",
            "Export the image tower by itself.");
    }

    /// <summary>The folder of its files.</summary>
    public string Folder { get; }

    /// <summary>The network's file.</summary>
    public string Network { get; }

    /// <summary>The family, as config.json calls it; null where there is none.</summary>
    public string? ModelType => config.ModelType;

    /// <summary>The names of the outputs that are taken: that of the vectors, and that of the map where there is one.</summary>
    public IReadOnlyList<string> Outputs => names;

    /// <summary>Rows of a picture; null: any.</summary>
    public int? Height { get; }

    /// <summary>Columns of a picture; null: any.</summary>
    public int? Width { get; }

    /// <summary>Loads a network for pictures.</summary>
    /// <param name="path">As for <see cref="EncoderFolder.Open"/>.</param>
    /// <param name="threads">Of one computation; 0: all.</param>
    /// <exception cref="UsageException">A file is missing.</exception>
    /// <exception cref="BadDataException">A file is damaged, hostile, or of a network that is of no use here.</exception>
    public static OnnxImageEncoder Open(string path, int threads = 0)
    {
        var files = EncoderFolder.Open(path, Modality.Image);
        var config = EncoderConfig.Read(files.Folder);
        using var graph = OnnxGraph.Open(files.Network);
        var session = OnnxSession.Open(files.Network, threads: threads, spins: Spins);
        try
        {
            var outputs = ImageOutputs.Choose(files.Network, session.Outputs, graph, config);
            if (!outputs.FurtherMap)
                return new OnnxImageEncoder(files, session, outputs, config);
            session.Dispose();
            session = OnnxSession.Open(files.Network, [outputs.Map!], threads, Spins);
            return new OnnxImageEncoder(files, session, outputs, config);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Computes vectors and maps.</summary>
    /// <param name="input">[batch, 3, height, width], row-major.</param>
    /// <param name="batch">Pictures.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <exception cref="BadDataException">The network does not take pictures of this size.</exception>
    public EncodedImages Encode(Memory<float> input, int batch, int height, int width)
    {
        // A file that was exported for so many pictures takes no other number of them.
        var most = pixels.Shape[0] > 0 ? pixels.Shape[0] : batch;
        var one = 3 * height * width;
        EncodedImages? whole = null;
        for (var start = 0; start < batch; start += most)
        {
            var count = Math.Min(most, batch - start);
            var part = input.Slice(start * one, count * one);
            if (count < most && pixels.Shape[0] > 0)
            {
                var padded = new float[most * one];
                part.CopyTo(padded);
                part = padded;
            }

            var encoded = Run(part, part.Length / one, height, width);
            if (most >= batch && encoded.Count == batch)
                return encoded;
            (whole ??= EncodedImages.Empty(batch, encoded)).Put(encoded, start, count);
        }

        return whole ?? throw new ArgumentOutOfRangeException(nameof(batch), batch, "Expected at least one picture.");
    }

    public void Dispose() => session.Dispose();

    private EncodedImages Run(Memory<float> part, int count, int height, int width)
    {
        NetworkInput[] inputs = [new RealInput(pixels.Name, [count, 3, height, width], part), .. session.Inputs.Where(input => input != pixels).Select(input => Dummy(input, input.BatchBeside(pixels, count)))];
        var results = session.Run(inputs, names);
        return EncodedImages.Of(results[0], outputs.Map is null ? null : results[^1], count, config, height, width);
    }

    private static bool IsPixels(TensorPlace input) => input.IsReal && input.Shape.Count == 4 && (input.Shape[Red] is 3 or -1);

    // Files with both towers want a text too; whatever it is, the picture's vector is the same.
    private static bool IsDummy(TensorPlace input) => TextInputs.Has(input.Name);

    private static WholeInput Dummy(TensorPlace input, long batch)
    {
        long[] shape = [.. input.Shape.Select((size, axis) => axis == 0 ? batch : size > 0 ? size : 2L)];
        var values = new long[shape.Aggregate(1L, (product, size) => checked(product * size))];
        if (input.Name == TextInputs.Mask)
            Array.Fill(values, 1);
        return new WholeInput(input.Name, shape, values);
    }

    private static int? Fixed(int size) => size > 0 ? size : null;
}
