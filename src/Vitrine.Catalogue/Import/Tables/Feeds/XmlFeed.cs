using System.Xml;

namespace Vitrine.Catalogue;

/// <summary>
/// An XML feed of products, such as those that shops give to comparison sites (RSS, Atom, or lists of their own). The products are the elements that are called so, or those of one name that stand side by side and hold most of the values;
/// each is read as an object (<see cref="XmlElement"/>).
/// </summary>
/// <remarks>A declaration of the document's type is passed over and no entity of its own is known, so that no feed makes Vitrine read another file or grow a small text to a large one.</remarks>
internal sealed class XmlFeed : IJsonItems
{
    private const int MostDepth = 64;

    // Whatever a feed begins with, its products are among so many elements.
    private const int SurveyedElements = 500_000;

    // What a product is called in most feeds: there may be only one.
    private static readonly HashSet<string> Products = new(["item", "entry", "product", "offer", "article", "produkt", "artikel", "produit", "producto", "prodotto"], StringComparer.OrdinalIgnoreCase);

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
        MaxCharactersFromEntities = 1 << 20,
    };

    private readonly string path;
    private readonly string product; // the path of names that leads to a product
    private readonly List<string> around = []; // names of the elements around, by depth
    private readonly TableStream stream;
    private readonly XmlReader reader;

    /// <exception cref="BadDataException">It is no XML, or has no elements side by side.</exception>
    public XmlFeed(TableSource source)
    {
        path = source.Path;
        using (stream = source.Open())
        using (reader = XmlReader.Create(stream, Settings))
            product = FindProducts();
        stream = source.Open();
        reader = XmlReader.Create(stream, Settings);
    }

    public long BytesRead => stream.BytesRead;

    public long Length => stream.FileLength;

    public bool TryRead(out JsonItem item)
    {
        item = default;
        while (Guarded(reader.Read))
        {
            if (reader.NodeType != XmlNodeType.Element || PathOfElement() != product)
                continue;
            var line = LineOf(reader);
            var left = TableLines.MaxLength;
            var element = Read(ref left, 0);
            item = new JsonItem(line, left < 0 ? null : element.ToJson());
            return true;
        }

        return false;
    }

    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    private string PathOfElement()
    {
        if (reader.Depth > MostDepth)
            throw Broken($"elements {reader.Depth} deep", $"at most {MostDepth}");
        around.RemoveRange(Math.Min(reader.Depth, around.Count), around.Count - Math.Min(reader.Depth, around.Count));
        around.Add(reader.LocalName);
        return string.Join('/', around);
    }

    // The outermost of the elements that are called so, or else that stand side by side; of these those with most values.
    private string FindProducts()
    {
        var (values, lists) = (new Dictionary<string, long>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var siblings = new List<HashSet<string>>();
        for (var elements = 0; elements < SurveyedElements && Guarded(reader.Read);)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                elements++;
                var name = PathOfElement();
                while (siblings.Count > reader.Depth + 1)
                    siblings.RemoveAt(siblings.Count - 1);
                while (siblings.Count <= reader.Depth)
                    siblings.Add(new HashSet<string>(StringComparer.Ordinal));
                if (!siblings[reader.Depth].Add(reader.LocalName))
                    lists.Add(name);
                if (reader.Depth + 1 < siblings.Count)
                    siblings[reader.Depth + 1].Clear();
                Count(name, 1 + reader.AttributeCount);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                Count(string.Join('/', around), 1);
            }
        }

        around.Clear();
        var named = values.Keys.Where(name => Products.Contains(name[(name.LastIndexOf('/') + 1)..])).ToList();
        var found = named.Count > 0 ? named : [.. lists];
        return found.Where(list => !found.Exists(other => list.StartsWith(other + '/', StringComparison.Ordinal))).MaxBy(list => values[list]) ?? throw FileKind.NoTable(path, FileKind.OtherXml);

        // Into each list that it stands in.
        void Count(string name, int count)
        {
            for (var end = name.Length; end > 0; end = name.LastIndexOf('/', end - 1))
                values[name[..end]] = values.GetValueOrDefault(name[..end]) + count;
        }
    }

    /// <summary>Reads the element on which the reader stands, to its end.</summary>
    /// <param name="left">Characters that may still be kept; negative where it had more.</param>
    /// <param name="depth">Below the product.</param>
    private XmlElement Read(ref int left, int depth)
    {
        if (depth > MostDepth)
            throw Broken($"elements {depth} deep", $"at most {MostDepth}");
        var element = new XmlElement(reader.LocalName);
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            left -= reader.LocalName.Length + reader.Value.Length;
            if (left >= 0 && reader.Prefix != "xmlns" && reader.Name != "xmlns")
                element.Add(reader.LocalName, reader.Value);
        }

        while (!isEmpty && Guarded(reader.Read) && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                left -= reader.LocalName.Length;
                var inner = Read(ref left, depth + 1);
                if (left >= 0)
                    element.Add(inner);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                left -= reader.Value.Length;
                if (left >= 0)
                    element.Text.Append(reader.Value);
            }
        }

        return element;
    }

    private bool Guarded(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw new BadDataException(path, e.LineNumber > 0 ? e.LineNumber : null, null, $"XML with a mistake: {e.Message}", "a whole feed", "Export or download the feed again; it seems to be cut off or damaged.", e);
        }
    }

    private BadDataException Broken(string found, string expected) => new(path, LineOf(reader), null, found, expected, "Export the table again.");

    private static long LineOf(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 1;
}
