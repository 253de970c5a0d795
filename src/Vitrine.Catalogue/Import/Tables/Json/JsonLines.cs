namespace Vitrine.Catalogue;

/// <summary>JSON Lines: a product on each line.</summary>
internal sealed class JsonLines(TableSource source, TextForm form) : IJsonItems
{
    private readonly TableLines lines = new(source, form);

    public long BytesRead => lines.BytesRead;

    public long Length => lines.Length;

    public bool TryRead(out JsonItem item)
    {
        while (lines.Next(out var tooLong) is { } line)
        {
            if (!tooLong && CellText.IsEmpty(line))
                continue;
            // A mark of dirt at the end of the file, or of the file that this one was joined to.
            item = new JsonItem(lines.Number, tooLong ? null : line.Trim('\uFEFF', '\u001A', '\0'));
            return true;
        }

        item = default;
        return false;
    }

    public void Dispose() => lines.Dispose();
}
