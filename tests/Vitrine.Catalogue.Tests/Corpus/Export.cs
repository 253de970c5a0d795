using System.Net;

namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>The table of a combination, and what is right to come of it.</summary>
internal sealed class Export
{
    private readonly ExportCase of;
    private readonly ExportTable table;
    private readonly List<ShopProduct> expected = [];
    private readonly List<(long Line, string Column, BadRowReason Reason)> report = [];

    public Export(ExportCase of)
    {
        this.of = of;
        table = new ExportTable(of.System.Delimiter, of.LineEnd);
        if (of.Defect == Defect.SepLine)
            table.AddRaw($"sep={of.System.Delimiter}");
        if (of.Defect == Defect.BlankRows)
            table.AddRaw("");
        table.Add(of.System.Header);
        foreach (var product in ShopProduct.All(of.Defect == Defect.ExcelIds ? "00{0}" : "P0{0}"))
            Add(product);
        if (of.Defect == Defect.BlankRows)
            AddBlankRows();
    }

    public byte[] Bytes => table.ToBytes(of.Text);

    /// <summary>The products that come in.</summary>
    public IReadOnlyList<ShopProduct> Products => expected;

    /// <summary>The entries of the report, by line.</summary>
    public IReadOnlyList<(long Line, string Column, BadRowReason Reason)> Report => report;

    /// <summary>The photos of a product, by number, the main one first.</summary>
    public int[] PhotosOf(ShopProduct product) => of.Defect == Defect.MissingPhoto && product.Number == ShopProduct.Victim
        ? []
        : [.. CorpusPhotos.References(of.Photos, product.Number).Select(photo => photo.Photo)];

    private void Add(ShopProduct product)
    {
        var isVictim = product.Number == ShopProduct.Victim;
        var line = table.Line;
        foreach (var row in Rows(product))
            Add(row, of.Defect == Defect.StrayQuote && isVictim);
        expected.Add(of.Defect == Defect.HtmlEntities ? product with { Title = product.Title + " neu" } : product);
        if (isVictim)
            Blame(product, line);
        if (of.Defect == Defect.BlankRows && product.Number % 3 == 0)
            AddBlankRows();
    }

    /// <summary>What is to be said of the product that the defect befalls.</summary>
    private void Blame(ShopProduct product, int line)
    {
        var options = of.System.Options;
        (string Column, BadRowReason Reason)? lost = of.Defect switch
        {
            Defect.StrayQuote => ("", BadRowReason.CellCount),
            Defect.EmptyId => (options.Id, BadRowReason.EmptyId),
            Defect.MissingTitle => (options.Title[0], BadRowReason.EmptyTitle),
            _ => null,
        };
        if (lost is { } why)
        {
            expected.RemoveAt(expected.Count - 1);
            report.Add((line, why.Column, why.Reason));
        }

        if (of.Defect == Defect.MissingPhoto)
            report.Add((line, options.Image[0], BadRowReason.MissingImage));
        if (of.Defect != Defect.DuplicateId)
            return;
        if (!of.System.RepeatsIds)
            report.Add((table.Line, options.Id, BadRowReason.DuplicateId));
        foreach (var row in Rows(product with { Title = "Another one" }))
            Add(row, isStray: false);
    }

    /// <summary>The rows as the system writes them, with the defects that touch cells.</summary>
    private IEnumerable<Dictionary<string, string>> Rows(ShopProduct product)
    {
        var isVictim = product.Number == ShopProduct.Victim;
        string[] photos = of.Defect == Defect.MissingPhoto && isVictim
            ? ["gone.jpg"]
            : [.. CorpusPhotos.References(of.Photos, product.Number).Select(photo => photo.Reference)];
        var written = of.Defect switch
        {
            Defect.HtmlEntities => product with
            {
                Title = WebUtility.HtmlEncode(product.Title) + "&nbsp;<b>neu</b>",
                Path = [.. product.Path.Select(WebUtility.HtmlEncode).OfType<string>()],
            },
            Defect.MissingTitle when isVictim => product with { Title = "" },
            _ => product,
        };
        foreach (var row in of.System.Rows(written, photos, id => of.Defect == Defect.ExcelIds ? $"=\"{id}\"" : id))
        {
            if (of.Defect == Defect.EmptyId && isVictim)
                row[of.System.Options.Id] = " ";
            yield return row;
        }
    }

    private void Add(Dictionary<string, string> row, bool isStray)
    {
        string[] cells = [.. of.System.Header.Select(column => row.GetValueOrDefault(column, ""))];
        if (of.Defect == Defect.TrailingEmptyCells)
            cells = [.. cells, "", ""];
        if (of.Defect == Defect.LeftOutEndCells)
            cells = cells[..(cells.AsSpan().LastIndexOfAnyExcept("") + 1)];
        if (!isStray)
        {
            table.Add(cells);
            return;
        }

        var title = Array.IndexOf(of.System.Header, of.System.Options.Title[0]);
        cells[title] = '"' + cells[title];
        table.AddRaw(string.Join(of.System.Delimiter, cells));
    }

    private void AddBlankRows()
    {
        table.AddRaw("");
        table.AddRaw(new string(of.System.Delimiter, of.System.Header.Length - 1));
    }
}
