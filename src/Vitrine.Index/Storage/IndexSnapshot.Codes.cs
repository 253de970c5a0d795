namespace Vitrine.Index;

/// <content>Codes by the caller's row numbers, for what is computed from them.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>Copies the code of a row's item; where several items share the row, that of one of them.</summary>
    /// <param name="row">The caller's row number.</param>
    /// <param name="code">Room for the words of a code; stays as it is where no item has the row.</param>
    /// <returns>Whether an item has the row.</returns>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public bool CopyCode(int row, Span<ulong> code)
    {
        var words = Codes().Words;
        if (code.Length != words)
            throw new ArgumentException($"Room for {code.Length} words; a code has {words}.", nameof(code));
        if (!rowMap.Value.TryFind(row, out var segment, out var position))
            return false;
        segments[segment].Segment.Codes!.CopyCode(position, code);
        return true;
    }
}
