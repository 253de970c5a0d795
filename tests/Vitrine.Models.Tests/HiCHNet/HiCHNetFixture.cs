using System.Text.Json;
using Vitrine.Models.HiCHNet;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.HiCHNet;

using HiCHNet = Vitrine.Models.HiCHNet.HiCHNet;

/// <summary>hichnet.json, written by tests/oracle/hichnet.py.</summary>
sealed class HiCHNetFixture : IDisposable
{
    readonly JsonElement json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "HiCHNet", "hichnet.json"))).RootElement;

    public HiCHNetFixture()
    {
        Bits = Ints(json.GetProperty("bits"));
        Labels = [.. json.GetProperty("labels").EnumerateArray().Select(Ints)];
        Networks = new Vitrine.Models.HiCHNet.HiCHNet(5, 7, json.GetProperty("hidden").GetInt32(), Bits, Ints(json.GetProperty("classes")), new RandomSource(1));
        foreach (var (name, tensor) in Networks.Parameters())
            Floats(json.GetProperty("parameters").GetProperty(name)).CopyTo(tensor.Data);
    }

    public Vitrine.Models.HiCHNet.HiCHNet Networks { get; }

    public int[] Bits { get; }

    public int[][] Labels { get; }

    public int Items => Labels[0].Length;

    public JsonElement this[string name] => json.GetProperty(name);

    public HashObjective Objective(bool termMeans) =>
        new(Floats(json.GetProperty("rho")), Float("alpha"), Float("beta"), Float("lambda"), termMeans);

    /// <summary>All inputs of a modality, or some rows of them.</summary>
    public Tensor Inputs(string modality, int[]? rows = null) =>
        Rows(Tensor.From(Floats(json.GetProperty("inputs").GetProperty(modality)), [Items, modality == "image" ? 5 : 7]), rows);

    public Tensor Buffer(string modality, int layer) =>
        Tensor.From(Floats(json.GetProperty("buffers").GetProperty(modality)[layer]), [Items, Bits[layer]]);

    public static Tensor Rows(Tensor matrix, int[]? rows) => rows is null ? matrix : HashBuffers.Rows(matrix, rows);

    /// <summary>Compares the gradients of all parameters with the oracle's; those that it does not list must be absent.</summary>
    public void CheckGradients(JsonElement expected)
    {
        foreach (var (name, tensor) in Networks.Parameters())
        {
            if (!expected.TryGetProperty(name, out var values))
            {
                Assert.Null(tensor.Gradient);
                continue;
            }

            var wanted = Floats(values);
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

    float Float(string name) => json.GetProperty(name).GetSingle();
}
