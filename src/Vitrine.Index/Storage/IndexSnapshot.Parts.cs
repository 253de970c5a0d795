using System.Diagnostics.CodeAnalysis;

namespace Vitrine.Index;

/// <content>Parts of items, for the rescoring of a shortlist by its model; only their pages are read.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>Copies the vectors of an item's part as float32, one after the other.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="id">The item's id.</param>
    /// <param name="vectors">Room for as many vectors as an item may have; what lies beyond those it has stays as it is.</param>
    /// <returns>How many vectors the item has.</returns>
    /// <exception cref="ArgumentException">There is no such part, or the item is not in the index.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public int CopyPart(string part, string id, Span<float> vectors)
    {
        var (set, position) = PartOf(NumberOf(part), id);
        return set.Copy(position, vectors);
    }

    private int NumberOf(string name)
    {
        for (var part = 0; part < Schema.Parts.Count; part++)
        {
            if (Schema.Parts[part].Name == name)
                return part;
        }

        throw new ArgumentException($"The index has no part '{name}'; it holds {Schema}.", nameof(name));
    }

    private (PartSet Set, int Position) PartOf(int part, string id)
    {
        var (segment, position) = Find(id);
        return (segment.Parts[part], position);
    }

    private (Segment Segment, int Position) Find(string id) =>
        TryFind(id, out var segment, out var position) ? (segment, position) : throw new ArgumentException($"The index has no item '{id}'.", nameof(id));

    private bool TryFind(string id, [NotNullWhen(true)] out Segment? found, out int position)
    {
        var utf8 = ItemRecord.Id(id);
        var hash = IdFilter.Hash(utf8);
        foreach (var (segment, deleted) in segments)
        {
            position = segment.Ids.Find(utf8, hash);
            if (position >= 0 && !deleted.Contains(position))
            {
                found = segment;
                return true;
            }
        }

        (found, position) = (null, -1);
        return false;
    }
}
