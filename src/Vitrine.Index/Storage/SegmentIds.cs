using System.Text;

namespace Vitrine.Index;

/// <summary>The ids of a segment, sorted.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="starts">Start of each id in the text, and the end of the last.</param>
/// <param name="text">UTF-8.</param>
/// <param name="filter">See <see cref="IdFilter"/>.</param>
internal sealed class SegmentIds(string path, Stored<int> starts, Stored<byte> text, Stored<ulong> filter)
{
    /// <summary>An id as UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int position)
    {
        var ends = starts.Read(position, 2);
        if (ends[0] < 0 || ends[0] > ends[1] || ends[1] > text.Count)
            throw new IndexFormatException(path, $"id {position} stands at {ends[0]}…{ends[1]} of {text.Count} bytes; the file was written by another program.");
        return text.Read(ends[0], ends[1] - ends[0]);
    }

    /// <summary>An id.</summary>
    public string this[int position] => Encoding.UTF8.GetString(Bytes(position));

    /// <summary>Position of an id, −1 when the segment has none such.</summary>
    /// <param name="id">UTF-8.</param>
    /// <param name="hash">Its <see cref="IdFilter.Hash"/>.</param>
    public int Find(ReadOnlySpan<byte> id, ulong hash)
    {
        if (!IdFilter.MayContain(filter, hash))
            return -1;
        for (var (low, high) = (0, (int)starts.Count - 2); low <= high;)
        {
            var middle = low + (high - low) / 2;
            switch (IdOrder.Compare(Bytes(middle), id))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return -1;
    }
}
