using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>JSON Lines, or a JSON document with a list of products. Properties are the columns; one that is absent or null is an empty cell.</summary>
internal sealed class JsonTable : Table
{
    /// <summary>Products looked at to learn the columns: a shop's export leaves out what the first products do not have.</summary>
    private const int HeaderItems = 1000;

    private readonly TextForm form;
    private readonly IJsonItems items;
    private readonly IReadOnlyList<string> keys;

    /// <exception cref="BadDataException">There is no object in it.</exception>
    public JsonTable(TableSource source, TextForm form)
    {
        this.form = form;
        var found = new JsonColumns();
        using (var first = JsonShape.Open(source, form))
        {
            for (var i = 0; i < HeaderItems && first.TryRead(out var item); i++)
                found.Add(item);
        }

        keys = found.Keys;
        if (keys.Count == 0)
            throw Empty(source.Path, "no JSON object", "one JSON object per line, or a list of objects");
        Names = new ColumnNames([.. keys.Select(key => JsonProperties.NameOf(key))]);
        items = JsonShape.Open(source, form);
    }

    public override ColumnNames Names { get; }

    public override IReadOnlyList<string> Notes => form.Note is { } note ? [note] : [];

    public override long Done => items.BytesRead;

    public override long Length => items.Length;

    protected override IEnumerable<TableRow> Read(int[] positions, IReadOnlyList<string> columns)
    {
        var row = new JsonRow(Array.ConvertAll(positions, position => keys[position]), columns);
        while (items.TryRead(out var item))
            yield return item.Text is null ? TableRow.Bad(item.Line, BadRowReason.TextTooLarge, "a longer object") : row.Read(item);
    }

    public override void Dispose() => items.Dispose();

    /// <summary>What the parser lets pass: exports have a comma too many here and there.</summary>
    internal static JsonDocumentOptions Lenient { get; } = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
}
