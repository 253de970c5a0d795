using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>What one head tells apart.</summary>
/// <param name="Name">"category" or an attribute's name.</param>
/// <param name="Classes">Names of the classes, by number.</param>
public sealed record LabelHead(string Name, IReadOnlyList<string> Classes);

/// <summary>
/// Linear classifiers on image vectors of unit length: the finest category, and each attribute. They only shape the image tower in training.
/// </summary>
public sealed class LabelHeads : Module
{
    /// <summary>The name of the first head.</summary>
    public const string Category = "category";

    // Unit vectors have entries of 1/√d; so scaled, the first logits have the size that the initialisation counts on.
    private readonly float scale;
    private readonly List<Linear> heads = [];

    /// <param name="heads">What they tell apart.</param>
    /// <param name="dimensions">Of the image vectors.</param>
    /// <param name="random">Draws the first weights.</param>
    public LabelHeads(IReadOnlyList<LabelHead> heads, int dimensions, RandomSource random)
    {
        scale = MathF.Sqrt(dimensions);
        for (var i = 0; i < heads.Count; i++)
            this.heads.Add(AddChild($"{i}", new Linear(dimensions, heads[i].Classes.Count, random)));
    }

    /// <summary>The cross-entropy of the categories plus the mean of those of the attributes.</summary>
    /// <param name="vectors">[photos, dimensions], of unit length.</param>
    /// <param name="labels">Per head and photo; negative: not known.</param>
    public Tensor Loss(Tensor vectors, IReadOnlyList<int[]> labels)
    {
        var scaled = vectors * scale;
        var loss = heads[0].Forward(scaled).CrossEntropy(labels[0]);
        for (var head = 1; head < heads.Count; head++)
            loss += heads[head].Forward(scaled).CrossEntropy(labels[head]) / (heads.Count - 1);
        return loss;
    }
}
