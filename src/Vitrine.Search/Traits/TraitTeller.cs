using System.Text.Json;
using Vitrine.Models.Classifiers;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Vitrine.Search.Traits;

/// <summary>What was learned to tell traits from vectors, kept beside them (<c>index/MODEL/traits.safetensors</c>): it tells them of products that came later.</summary>
internal sealed class TraitTeller
{
    private const string TraitsKey = "traits";

    private readonly float[][] weights, biases; // [trait][values × dimensions], [trait][values]

    private TraitTeller(IReadOnlyList<Trait> traits, float[][] weights, float[][] biases) => (Traits, this.weights, this.biases) = (traits, weights, biases);

    public IReadOnlyList<Trait> Traits { get; }

    /// <summary>What some classifiers learned, one for each trait.</summary>
    public static TraitTeller Of(LinearClassifiers classifiers, IReadOnlyList<Trait> traits)
    {
        var parameters = classifiers.Parameters().ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor.Data.ToArray());
        return new TraitTeller(traits, [.. traits.Select((_, trait) => parameters[$"{trait}.weight"])], [.. traits.Select((_, trait) => parameters[$"{trait}.bias"])]);
    }

    /// <summary>How likely each value of a trait is.</summary>
    /// <param name="trait">Its number.</param>
    /// <param name="vector">Photo and title side by side, see <see cref="TraitLearner.Vectors"/>.</param>
    public float[] Probabilities(int trait, ReadOnlySpan<float> vector)
    {
        var odds = (float[])biases[trait].Clone();
        for (var value = 0; value < odds.Length; value++)
            odds[value] += TensorPrimitives.Dot(weights[trait].AsSpan(value * vector.Length, vector.Length), vector);
        TensorPrimitives.SoftMax(odds, odds);
        return odds;
    }

    public void Write(string path, IReadOnlyDictionary<string, string> notes)
    {
        using var scope = Scope.Begin(recordGradients: false); // the file is written at the end
        var file = new SafeTensorsWriter();
        foreach (var (name, note) in notes)
            file.Metadata[name] = note;
        file.Metadata[TraitsKey] = JsonSerializer.Serialize(Traits);
        for (var trait = 0; trait < weights.Length; trait++)
        {
            file.Add($"{trait}.weight", Tensor.From(weights[trait], [biases[trait].Length, weights[trait].Length / biases[trait].Length]));
            file.Add($"{trait}.bias", Tensor.From(biases[trait], [biases[trait].Length]));
        }

        file.Save(path);
    }

    /// <summary>What <see cref="Write"/> wrote, with its notes; null where there is no such file, or it cannot be read.</summary>
    public static (TraitTeller Teller, IReadOnlyDictionary<string, string> Notes)? TryRead(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var file = SafeTensors.Open(path);
            var traits = JsonSerializer.Deserialize<Trait[]>(file.Metadata.GetValueOrDefault(TraitsKey, "null")) ?? [];
            return (new TraitTeller(traits, Read(file, traits.Length, "weight"), Read(file, traits.Length, "bias")), file.Metadata);
        }
        catch (Exception e) when (e is SafeTensorsException or JsonException)
        {
            return null; // learned anew by the next index
        }
    }

    private static float[][] Read(SafeTensors file, int traits, string name) => [.. Enumerable.Range(0, traits).Select(trait =>
    {
        using var tensor = file.Read($"{trait}.{name}");
        return tensor.Data.ToArray();
    })];
}
