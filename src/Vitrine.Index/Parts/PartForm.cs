namespace Vitrine.Index;

/// <summary>
/// Several vectors that every item has for the rescoring of a shortlist: regions of a photo, cells of a feature map. One part holds one level of a
/// model, or whatever else is scored by itself.
/// </summary>
/// <param name="Name">Unique in the index, 1…100 characters.</param>
/// <param name="Dimensions">Dimensions of a vector.</param>
/// <param name="VectorsPerItem">Most vectors of an item, 1…65,536. An item may have fewer, yet takes the room of all.</param>
/// <param name="Format">How vectors are stored. Default float16.</param>
public sealed record PartForm(string Name, int Dimensions, int VectorsPerItem, VectorFormat Format = VectorFormat.Float16)
{
    internal void Check()
    {
        if (Name.Length is < 1 or > 100)
            throw new ArgumentException($"A part's name of {Name.Length} characters; expected 1…100.");
        if (VectorsPerItem is < 1 or > 65_536)
            throw new ArgumentException($"The part '{Name}' has {VectorsPerItem} vectors per item; expected 1…65,536.");
        VectorSet.CheckShape(Dimensions);
    }
}
