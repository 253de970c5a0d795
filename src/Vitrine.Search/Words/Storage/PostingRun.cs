namespace Vitrine.Search.Words;

/// <summary>
/// The products of one stretch of 65,536 rows that have a term in one field. In the file: uint16 stretch, uint16 field, uint16 products − 1, uint16 the greatest <see cref="RelativeFrequency"/>; then, for each
/// product, by row, uint16 the row within the stretch; then, for each, uint16 the <see cref="RelativeFrequency"/> of the term. A term's runs are in the order of stretches, then of fields.
/// </summary>
/// <param name="Stretch">Rows from Stretch × 65,536 on.</param>
/// <param name="Field">See <see cref="FieldNumbers"/>.</param>
/// <param name="Greatest">No product has the term more often, relative to the length of its field.</param>
/// <param name="Offset">Where the rows begin in the section, in bytes.</param>
/// <param name="Count">How many products, 1 to 65,536.</param>
/// <param name="File">The file that it stands in.</param>
/// <param name="Part">Which of the files of the index that is, see <see cref="WordIndex.Owners"/>.</param>
internal readonly record struct PostingRun(int Stretch, int Field, float Greatest, long Offset, int Count, WordFile File, int Part)
{
    public const int StretchBits = 16;
    public const int StretchRows = 1 << StretchBits;
    public const int HeaderBytes = 8;

    /// <summary>The rows within the stretch, ascending.</summary>
    public ReadOnlySpan<ushort> Rows => File.Read<ushort>(WordSection.Postings, Offset, Count);

    /// <summary>What <see cref="RelativeFrequency"/> wrote for each.</summary>
    public ReadOnlySpan<ushort> Frequencies => File.Read<ushort>(WordSection.Postings, Offset + Count * sizeof(ushort), Count);

    /// <summary>The runs of a term.</summary>
    /// <param name="file">The file.</param>
    /// <param name="part">Which one it is.</param>
    /// <param name="term">Its number there.</param>
    /// <param name="fields">Fields that are wanted.</param>
    public static PostingRun[] Of(WordFile file, int part, long term, WordFields fields)
    {
        var runs = new List<PostingRun>();
        var (at, end) = (file.At<long>(WordSection.PostingOffsets, term), file.At<long>(WordSection.PostingOffsets, term + 1));
        for (int count; at < end; at += HeaderBytes + 2L * sizeof(ushort) * count)
        {
            var header = file.Read<ushort>(WordSection.Postings, at, HeaderBytes / sizeof(ushort));
            count = header[2] + 1;
            if (FieldNumbers.Has(fields, header[1]))
                runs.Add(new PostingRun(header[0], header[1], RelativeFrequency.ToSingle(header[3]), at + HeaderBytes, count, file, part));
        }

        return [.. runs];
    }

    /// <summary>Writes a run.</summary>
    /// <param name="postings">The section, at its end.</param>
    /// <param name="stretch">Its stretch.</param>
    /// <param name="field">Its field.</param>
    /// <param name="rows">The rows within the stretch, ascending.</param>
    /// <param name="frequencies">Of each.</param>
    public static void Write(Stream postings, int stretch, int field, ReadOnlySpan<ushort> rows, ReadOnlySpan<ushort> frequencies)
    {
        ushort greatest = 0;
        foreach (var frequency in frequencies)
            greatest = Math.Max(greatest, frequency);
        TextListWriter.Put(postings, (ushort)stretch);
        TextListWriter.Put(postings, (ushort)field);
        TextListWriter.Put(postings, (ushort)(rows.Length - 1));
        TextListWriter.Put(postings, greatest);
        TextListWriter.Put(postings, rows);
        TextListWriter.Put(postings, frequencies);
    }
}
