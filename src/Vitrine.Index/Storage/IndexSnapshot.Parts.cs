namespace Vitrine.Index;

/// <content>Rescoring of a shortlist by the parts of its items; only their pages are read.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>Adds <paramref name="weight"/> × the aggregated similarity of each item's part to its score.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="query">Query vector of this part.</param>
    /// <param name="rows">The caller's row numbers of the items to score, in any order.</param>
    /// <param name="aggregation">How the similarities of an item's vectors are joined; an item without vectors adds nothing.</param>
    /// <param name="weight">Weight of the part.</param>
    /// <param name="scores">One per row of <paramref name="rows"/>, added to.</param>
    /// <exception cref="ArgumentException">There is no such part, or an item of a row is not in the index.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void AddPartScores(string part, ReadOnlySpan<float> query, ReadOnlySpan<int> rows, PartAggregation aggregation, float weight, Span<float> scores)
    {
        var (number, form) = FindPart(part);
        var prepared = PreparedQuery.Of(query, form.Dimensions, form.Format);
        var buffer = new float[form.VectorsPerItem];
        for (var i = 0; i < rows.Length; i++)
        {
            var (set, position) = PartOf(number, rows[i]);
            scores[i] += weight * set.Score(prepared, position, aggregation, buffer);
        }
    }

    /// <summary>Similarity of the query to each vector of an item's part: which of them made the score.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="query">Query vector of this part.</param>
    /// <param name="row">The caller's row number of the item.</param>
    /// <returns>As many as the item has vectors, in their order.</returns>
    /// <exception cref="ArgumentException">There is no such part, or the row's item is not in the index.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public float[] PartSimilarities(string part, ReadOnlySpan<float> query, int row)
    {
        var (number, form) = FindPart(part);
        var (set, position) = PartOf(number, row);
        return set.Similarities(PreparedQuery.Of(query, form.Dimensions, form.Format), position);
    }

    /// <summary>Copies the vectors of an item's part as float32, one after the other.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="row">The caller's row number of the item.</param>
    /// <param name="vectors">Room for as many vectors as an item may have; what lies beyond those it has stays as it is.</param>
    /// <returns>How many vectors the item has.</returns>
    /// <exception cref="ArgumentException">There is no such part, or the row's item is not in the index.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public int CopyPart(string part, int row, Span<float> vectors)
    {
        var (set, position) = PartOf(FindPart(part).Number, row);
        return set.Copy(position, vectors);
    }

    private (int Number, PartForm Form) FindPart(string name)
    {
        for (var part = 0; part < Schema.Parts.Count; part++)
        {
            if (Schema.Parts[part].Name == name)
                return (part, Schema.Parts[part]);
        }

        throw new ArgumentException($"The index has no part '{name}'; it holds {Schema}.", nameof(name));
    }

    private (PartSet Set, int Position) PartOf(int part, int row) => rowMap.Value.TryFind(row, out var segment, out var position)
        ? (segments[segment].Segment.Parts[part], position)
        : throw new ArgumentException($"No item of the index has row {row}.", nameof(row));
}
