using System.Text;

namespace Vitrine.Search.Words;

/// <summary>Texts of the file, each once, in the order of their UTF-8 bytes.</summary>
/// <param name="file">The file.</param>
/// <param name="offsets">The section with the offset of each text, and the end of the last.</param>
/// <param name="texts">The section with their bytes.</param>
internal sealed class TextList(WordFile file, WordSection offsets, WordSection texts)
{
    // Three words of a title, each of at most 64 characters of at most 3 bytes, are shorter.
    private const long MostBytes = 1024;

    /// <summary>How many.</summary>
    public long Count { get; } = Math.Max(0, file.Count<long>(offsets) - 1);

    public string this[long index] => Encoding.UTF8.GetString(BytesOf(index));

    public ReadOnlySpan<byte> BytesOf(long index)
    {
        var (start, end) = (file.At<long>(offsets, index), file.At<long>(offsets, index + 1));
        if (end < start || end - start > MostBytes)
            throw file.Damaged($"text {index} of section {texts} ends at byte {end} and begins at {start}; the file is damaged.");
        return file.Read<byte>(texts, start, (int)(end - start));
    }

    /// <summary>The place of a text; −1 where it is not there.</summary>
    public long Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var place = FirstFrom(bytes);
        return place < Count && BytesOf(place).SequenceEqual(bytes) ? place : -1;
    }

    /// <summary>The place of the first text that is not before some bytes.</summary>
    public long FirstFrom(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (0L, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (BytesOf(middle).SequenceCompareTo(bytes) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
