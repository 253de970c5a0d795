using Vitrine.Models.Contract;

namespace Vitrine.Models.Items;

/// <summary>Features in a tensor. [items, dimensions]</summary>
/// <param name="rows">Disposed with this.</param>
public sealed class TensorRows(Tensor rows) : IFeatureRows
{
    public int Count => rows.Shape[0];

    public int Dimensions => rows.Shape[1];

    public void Read(int item, Span<float> destination) => rows.Data.Slice(item * Dimensions, Dimensions).CopyTo(destination);

    public void Dispose() => rows.Dispose();
}
