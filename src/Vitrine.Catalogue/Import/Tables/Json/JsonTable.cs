using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>JSON Lines, a JSON document with a list of products, or what is read as such objects. Properties are the columns; one that is absent or null is an empty cell.</summary>
internal sealed class JsonTable : Table
{
    /// <summary>Products looked at to learn the columns: a shop's export leaves out what the first products do not have.</summary>
    private const int HeaderItems = 1000;

    private readonly string? note;
    private readonly IJsonItems items;
    private readonly IReadOnlyList<string> keys;

    /// <summary>Opens a text.</summary>
    /// <exception cref="BadDataException">There is no object in it.</exception>
    public JsonTable(TableSource source, TextForm form)
        : this(source, () => JsonShape.Open(source, form), form.Note, "one JSON object per line, or a list of objects")
    {
    }

    /// <summary>Opens what is read as such objects.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="open">Reads the objects from the first on.</param>
    /// <param name="note">See <see cref="TextForm.Note"/>.</param>
    /// <param name="expected">What there should be, for messages.</param>
    /// <exception cref="BadDataException">There is no object in it.</exception>
    public JsonTable(TableSource source, Func<IJsonItems> open, string? note, string expected)
    {
        this.note = note;
        var found = new JsonColumns();
        using (var first = open())
        {
            for (var i = 0; i < HeaderItems && first.TryRead(out var item); i++)
                found.Add(item);
        }

        keys = found.Keys;
        if (keys.Count == 0)
            throw Empty(source.Path, "no product", expected);
        Names = new ColumnNames([.. keys.Select(key => JsonProperties.NameOf(key))]);
        items = open();
    }

    public override ColumnNames Names { get; }

    public override IReadOnlyList<string> Notes => note is null ? [] : [note];

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
