using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>The weights below a name, such as <c>text_model.encoder.layers.0</c>.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Name">The name, or empty for all.</param>
internal readonly record struct Weights(IWeightSource Source, string Name = "")
{
    /// <summary>The weights below a child of this name.</summary>
    public Weights At(string child) => this with { Name = FullName(child) };

    public Shape? ShapeOf(string child) => Source.ShapeOf(FullName(child));

    public Tensor Take(string child, Shape shape) => Source.Take(FullName(child), shape);

    public Linear Linear(string child, int inputs, int outputs, bool bias = true, Activation activation = Activation.None) =>
        new(Take($"{child}.weight", [outputs, inputs]), bias ? Take($"{child}.bias", [outputs]) : null, activation);

    public LayerNorm LayerNorm(string child, int features, float epsilon) =>
        new(Take($"{child}.weight", [features]), Take($"{child}.bias", [features]), epsilon);

    private string FullName(string child) => Name.Length == 0 ? child : $"{Name}.{child}";
}
