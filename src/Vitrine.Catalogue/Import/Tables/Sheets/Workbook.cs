using System.Xml;

namespace Vitrine.Catalogue;

/// <summary>What stands around the sheets of a workbook: which there are, their shared texts, their styles.</summary>
internal sealed class Workbook
{
    /// <summary>Texts that the cells of all sheets share, in characters: they are held in memory.</summary>
    private const long MostSharedText = 128 << 20;

    private Workbook(IReadOnlyList<(string Name, string Part)> sheets, IReadOnlyList<string> texts, NumberFormats formats) =>
        (Sheets, Texts, Formats) = (sheets, texts, formats);

    /// <summary>The sheets that are shown, in their order, and the parts they are in.</summary>
    public IReadOnlyList<(string Name, string Part)> Sheets { get; }

    public IReadOnlyList<string> Texts { get; }

    public NumberFormats Formats { get; }

    public static Workbook Read(string path, WorkbookParts parts) => parts.Guarded(() =>
    {
        var relations = Relations(parts);
        var sheets = new List<(string, string)>();
        var from1904 = false;
        using (var reader = parts.Open("xl/workbook.xml"))
        {
            while (reader?.Read() == true)
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader.LocalName == "workbookPr")
                    from1904 = reader.GetAttribute("date1904") is "1" or "true";
                else if (reader.LocalName == "sheet" && reader.GetAttribute("state") is null or "visible" && Relation(reader) is { } id && relations.TryGetValue(id, out var part))
                    sheets.Add((reader.GetAttribute("name") ?? "", part));
            }
        }

        using var styles = parts.Open("xl/styles.xml");
        return new Workbook(sheets, SharedTexts(path, parts), new NumberFormats(styles, from1904));
    });

    private static Dictionary<string, string> Relations(WorkbookParts parts)
    {
        var relations = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = parts.Open("xl/_rels/workbook.xml.rels");
        while (reader?.Read() == true)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship" && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target)
                relations[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        return relations;
    }

    /// <summary>The reference of a sheet to its part. The prefix of its name differs between the programs that write workbooks.</summary>
    private static string? Relation(XmlReader reader)
    {
        for (var i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            if (reader.LocalName != "id" || reader.Prefix.Length == 0)
                continue;
            var id = reader.Value;
            reader.MoveToElement();
            return id;
        }

        reader.MoveToElement();
        return null;
    }

    private static List<string> SharedTexts(string path, WorkbookParts parts)
    {
        var texts = new List<string>();
        var length = 0L;
        using var reader = parts.Open("xl/sharedStrings.xml");
        while (reader?.Read() == true)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "si")
                continue;
            texts.Add(WorkbookText.Read(reader));
            // An empty text costs memory, too.
            length += texts[^1].Length + 16;
            if (length > MostSharedText)
                throw new BadDataException(path, null, null, $"more than {MostSharedText:N0} characters of text", "a workbook with less", "Save the table as CSV.");
        }

        return texts;
    }
}
