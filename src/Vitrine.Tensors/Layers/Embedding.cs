namespace Vitrine.Tensors.Layers;

/// <summary>A learned vector per word (or other number). Parameter: <c>weight</c> [count, width].</summary>
public sealed class Embedding : Module
{
    /// <param name="count">Rows of the table.</param>
    /// <param name="width">Features of a row.</param>
    /// <param name="random">Draws the first values, standard normal as PyTorch does.</param>
    public Embedding(int count, int width, RandomSource random) => Weight = AddParameter("weight", [count, width]).Normal(random, 1);

    public Tensor Weight { get; }

    /// <param name="indices">Row numbers.</param>
    /// <param name="shape">How they are laid out, such as [batch, time]; their number is the shape's length.</param>
    /// <returns>The shape with the width appended.</returns>
    public Tensor Forward(ReadOnlyMemory<int> indices, Shape shape)
    {
        Span<int> extents = stackalloc int[Shape.MaxRank];
        shape.CopyTo(extents);
        extents[shape.Rank] = Weight.Shape[1];
        return Weight.Gather(indices).Reshape(new Shape(extents[..(shape.Rank + 1)]));
    }
}
