using System.Text.Json;
using Vitrine.Models.Encoders;
using Vitrine.Models.HiCHNet;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.HiCHNet;

/// <summary>hichnet.json, written by tests/oracle/hichnet.py.</summary>
internal sealed class HiCHNetFixture : IDisposable
{
    private const int ImageInputs = 5, Terms = 7;
    private readonly JsonElement json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "HiCHNet", "hichnet.json"))).RootElement;

    public HiCHNetFixture()
    {
        Bits = Ints(json.GetProperty("bits"));
        Labels = [.. json.GetProperty("labels").EnumerateArray().Select(Ints)];
        Networks = new Vitrine.Models.HiCHNet.HiCHNet(ImageInputs, Terms, Terms, json.GetProperty("hidden").GetInt32(), Bits, Ints(json.GetProperty("classes")), new RandomSource(1));
        foreach (var (name, tensor) in Networks.Parameters())
            Values(json.GetProperty("parameters"), name, tensor).CopyTo(tensor.Data);
    }

    public Vitrine.Models.HiCHNet.HiCHNet Networks { get; }

    public int[] Bits { get; }

    public int[][] Labels { get; }

    public int Items => Labels[0].Length;

    public JsonElement this[string name] => json.GetProperty(name);

    public HashObjective Objective(bool termMeans) =>
        new(Floats(json.GetProperty("rho")), Float("alpha"), Float("beta"), Float("lambda"), termMeans);

    /// <summary>All photos, or some rows of them.</summary>
    public Tensor Images(int[]? rows = null)
    {
        var images = Tensor.From(Floats(json.GetProperty("inputs").GetProperty("image")), [Items, ImageInputs]);
        return rows is null ? images : HashBuffers.Rows(images, rows);
    }

    /// <summary>All texts: bags in which every term has a weight.</summary>
    public TermBatch Texts() => new(
        [.. Enumerable.Range(0, Items * Terms).Select(i => i % Terms)],
        [.. Enumerable.Range(0, Items + 1).Select(i => i * Terms)],
        Floats(json.GetProperty("inputs").GetProperty("text")));

    public Tensor Buffer(string modality, int layer) =>
        Tensor.From(Floats(json.GetProperty("buffers").GetProperty(modality)[layer]), [Items, Bits[layer]]);

    /// <summary>Compares the gradients of all parameters with the oracle's; those that it does not list must be absent.</summary>
    public void CheckGradients(JsonElement expected)
    {
        foreach (var (name, tensor) in Networks.Parameters())
        {
            if (!expected.TryGetProperty(name, out _))
            {
                Assert.Null(tensor.Gradient);
                continue;
            }

            var wanted = Values(expected, name, tensor);
            var found = tensor.Gradient!.Data.ToArray();

            // float32 against double over sums of about a hundred terms: 1e-5 of the largest entry is some forty roundings.
            var tolerance = 1e-5f * wanted.Max(Math.Abs) + 1e-8f;
            for (var i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(wanted[i] - found[i]) <= tolerance, $"{name}[{i}]: expected {wanted[i]}, found {found[i]}.");
        }
    }

    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];

    public static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetSingle())];

    public void Dispose() => Networks.Dispose();

    /// <summary>PyTorch keeps [out, in] for both encoders, the bag's layer [in, out].</summary>
    private static float[] Values(JsonElement named, string name, Tensor tensor)
    {
        var values = Floats(named.GetProperty(name));
        if (name != "text.encoder.weight")
            return values;
        var (rows, columns) = (tensor.Shape[0], tensor.Shape[1]);
        return [.. Enumerable.Range(0, values.Length).Select(i => values[i % columns * rows + i / columns])];
    }

    private float Float(string name) => json.GetProperty(name).GetSingle();
}
