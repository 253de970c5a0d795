namespace Vitrine.Models.Contract;

/// <summary>One set of vectors that every item has for rescoring, such as its regions on one level.</summary>
/// <param name="Name">Unique within a model.</param>
/// <param name="Dimensions">Of a vector.</param>
/// <param name="VectorsPerItem">Most vectors of an item.</param>
public sealed record PartForm(string Name, int Dimensions, int VectorsPerItem);

/// <summary>The parts of some items.</summary>
/// <param name="Count">n items.</param>
/// <param name="Vectors">For each <see cref="PartForm"/> of the model [n × vectors per item × dimensions].</param>
/// <param name="Counts">Vectors that each item really has, the rest is padding; null: all have all.</param>
public sealed record ItemParts(int Count, IReadOnlyList<float[]> Vectors, int[]? Counts = null)
{
    /// <summary>Vectors that an item really has.</summary>
    public int CountOf(int item, PartForm form) => form.VectorsPerItem == 1 ? 1 : Counts?[item] ?? form.VectorsPerItem;

    /// <summary>The vectors of an item in a part. [vectors of the item × dimensions]</summary>
    public ReadOnlySpan<float> Of(int part, int item, PartForm form)
    {
        var width = form.VectorsPerItem * form.Dimensions;
        return Vectors[part].AsSpan(item * width, CountOf(item, form) * form.Dimensions);
    }
}
