using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Progressive;

/// <summary>A change, composed: the unit vector that it asks for as the sum of what the picture, the words and the two together say.</summary>
/// <param name="Weights">Of picture and words; null where the composer tells none apart.</param>
/// <param name="Image">w_v v / ‖q‖ [d]; null where weights are not told apart.</param>
/// <param name="Text">w_t t / ‖q‖ [d].</param>
/// <param name="Together">What remains of q / ‖q‖ [d].</param>
internal sealed record ComposedChange(ChangeWeights? Weights, float[]? Image, float[]? Text, float[] Together)
{
    /// <summary>Row i of what a composer made.</summary>
    public static ComposedChange Of(Composition composition, Tensor images, Tensor texts, int row)
    {
        var d = images.Shape[1];
        var query = composition.Query.Data.Slice(row * d, d).ToArray();
        var length = TensorPrimitives.Norm<float>(query);
        var scale = length > 0 ? 1 / length : 0;
        TensorPrimitives.Multiply(query, scale, query);
        if (composition.Weights is not { } weights)
            return new ComposedChange(null, null, null, query);
        var own = new ChangeWeights(weights.Data[2 * row], weights.Data[2 * row + 1]);
        var (image, text) = (new float[d], new float[d]);
        TensorPrimitives.Multiply(images.Data.Slice(row * d, d), own.Image * scale, image);
        TensorPrimitives.Multiply(texts.Data.Slice(row * d, d), own.Text * scale, text);
        TensorPrimitives.Subtract(query, image, query);
        TensorPrimitives.Subtract(query, text, query);
        return new ComposedChange(own, image, text, query);
    }
}

/// <summary>A query as the sum of vectors, each with a name.</summary>
/// <param name="dimensions">d.</param>
internal sealed class ComposedQuery(int dimensions)
{
    private readonly List<(string Label, float[] Vector)> contributions = [];
    private readonly List<string> unknown = [];
    private readonly List<ChangeWeights> changes = [];
    private bool knowsSomething;

    public IReadOnlyList<(string Label, float[] Vector)> Contributions => contributions;

    /// <summary>Of the sum before it is brought to unit length.</summary>
    public float Length => TensorPrimitives.Norm<float>(Sum());

    /// <param name="leaf">A part of the query.</param>
    /// <param name="encoded">What the towers made of all leaves.</param>
    /// <param name="change">The part composed, where it is a change.</param>
    public void Add(QueryLeaf leaf, IReadOnlyList<EncodedQuery> encoded, ComposedChange? change)
    {
        foreach (var part in leaf.Text < 0 ? [encoded[leaf.Reference]] : new[] { encoded[leaf.Reference], encoded[leaf.Text] })
        {
            unknown.AddRange(part.UnknownWords);
            knowsSomething |= !part.KnowsNothing;
        }

        if (change is null)
        {
            AddWeighted(leaf.Part.Label, encoded[leaf.Reference].Vector!, leaf.Part.Weight);
            return;
        }

        var asked = (ChangePart)leaf.Part;
        if (change.Weights is { } weights)
        {
            changes.Add(weights);
            AddWeighted(asked.Reference.Label, change.Image!, asked.Weight);
            AddWeighted($"\"{asked.Change}\"", change.Text!, asked.Weight);
        }

        AddWeighted(asked.Label, change.Together, asked.Weight);
    }

    public EncodedQuery Encoded()
    {
        var vector = Sum();
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
        return new EncodedQuery(null, vector, null, [.. unknown.Distinct()], !knowsSomething) { Changes = changes };
    }

    private void AddWeighted(string label, float[] vector, float weight)
    {
        var weighted = new float[vector.Length];
        TensorPrimitives.Multiply(vector, weight, weighted);
        contributions.Add((label, weighted));
    }

    private float[] Sum()
    {
        var sum = new float[dimensions];
        foreach (var (_, vector) in contributions)
            TensorPrimitives.Add(sum, vector, sum);
        return sum;
    }
}
