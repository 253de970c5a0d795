using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Vitrine.Models.Classifiers;

/// <summary>What several logistic regressions learned, kept to be asked again: of items that came later, by programs that train nothing. Safe to use from several threads.</summary>
public sealed class LearnedClassifiers
{
    private readonly float[][] weights, biases; // [regression][classes × dimensions], [regression][classes]

    private LearnedClassifiers(float[][] weights, float[][] biases) => (this.weights, this.biases) = (weights, biases);

    /// <summary>How many regressions.</summary>
    public int Count => weights.Length;

    /// <summary>What some have learned.</summary>
    public static LearnedClassifiers Of(LinearClassifiers classifiers)
    {
        var parameters = classifiers.Parameters().ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor.Data.ToArray());
        return Of(name => parameters.GetValueOrDefault(name));
    }

    /// <summary>Reads what <see cref="Write"/> wrote, with its notes; null where there is no such file, or it cannot be read: what was learned can be learned anew.</summary>
    public static (LearnedClassifiers Classifiers, IReadOnlyDictionary<string, string> Notes)? TryRead(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var file = SafeTensors.Open(path);
            return (Of(name => file.Entries.ContainsKey(name) ? DataOf(file, name) : null), file.Metadata);
        }
        catch (SafeTensorsException)
        {
            return null;
        }
    }

    /// <summary>How likely each class of a regression is.</summary>
    /// <param name="regression">Its number.</param>
    /// <param name="vector">Of an item, as <see cref="LinearClassifiers.Fit"/> took them.</param>
    /// <returns>[classes]; they sum to 1.</returns>
    public float[] Probabilities(int regression, ReadOnlySpan<float> vector)
    {
        var odds = (float[])biases[regression].Clone();
        for (var value = 0; value < odds.Length; value++)
            odds[value] += TensorPrimitives.Dot(weights[regression].AsSpan(value * vector.Length, vector.Length), vector);
        TensorPrimitives.SoftMax(odds, odds);
        return odds;
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="notes">What stands in its head.</param>
    public void Write(string path, IReadOnlyDictionary<string, string> notes)
    {
        using var scope = Scope.Begin(recordGradients: false); // the file is written at the end
        var file = new SafeTensorsWriter();
        foreach (var (name, note) in notes)
            file.Metadata[name] = note;
        for (var regression = 0; regression < weights.Length; regression++)
        {
            file.Add($"{regression}.weight", Tensor.From(weights[regression], [biases[regression].Length, weights[regression].Length / biases[regression].Length]));
            file.Add($"{regression}.bias", Tensor.From(biases[regression], [biases[regression].Length]));
        }

        file.Save(path);
    }

    private static LearnedClassifiers Of(Func<string, float[]?> data)
    {
        var (weights, biases) = (new List<float[]>(), new List<float[]>());
        while (data($"{weights.Count}.weight") is { } weight && data($"{biases.Count}.bias") is { Length: > 0 } bias && weight.Length % bias.Length == 0)
        {
            weights.Add(weight);
            biases.Add(bias);
        }

        return new LearnedClassifiers([.. weights], [.. biases]);
    }

    private static float[] DataOf(SafeTensors file, string name)
    {
        using var tensor = file.Read(name);
        return tensor.Data.ToArray();
    }
}
