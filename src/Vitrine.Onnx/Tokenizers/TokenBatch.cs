namespace Vitrine.Onnx.Tokenizers;

/// <summary>Ids of several texts, padded to one length, as networks take them (<c>input_ids</c> and <c>attention_mask</c>).</summary>
/// <param name="Ids">Row-major [texts, <paramref name="Length"/>].</param>
/// <param name="Mask">1 for an id of the text, 0 for padding; of the same shape.</param>
/// <param name="Length">Ids of a row.</param>
public sealed record TokenBatch(long[] Ids, long[] Mask, int Length)
{
    internal static TokenBatch Pad(int[][] rows, int length, int paddingId, bool padsStart)
    {
        var ids = new long[rows.Length * length];
        var mask = new long[ids.Length];
        Array.Fill(ids, paddingId);
        for (var row = 0; row < rows.Length; row++)
        {
            var first = row * length + (padsStart ? length - rows[row].Length : 0);
            for (var i = 0; i < rows[row].Length; i++)
                (ids[first + i], mask[first + i]) = (rows[row][i], 1);
        }

        return new(ids, mask, length);
    }
}
