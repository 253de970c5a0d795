using System.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// A JSON document that holds a list of products: an array of objects, also one that is a property, as in {"products": [ … ]}. Where there is no such array,
/// the objects of the file are the products.
/// </summary>
/// <remarks>
/// Only brackets and quotes are looked at here, so that a product is parsed by itself and memory does not grow with the file. Where brackets do not match it is
/// unclear which products there are, and the file is refused.
/// </remarks>
internal sealed class JsonDocumentItems : IJsonItems
{
    private const int MostDepth = 64;

    private readonly string path;
    private readonly JsonBytes bytes;
    private readonly bool hasList;
    private readonly MemoryStream text = new();
    private string list = "";
    private bool isInList;

    public JsonDocumentItems(TableSource source, TextForm form)
    {
        path = source.Path;
        using (bytes = new JsonBytes(source, form))
            hasList = FindList();
        bytes = new JsonBytes(source, form);
        isInList = hasList && FindList();
    }

    public long BytesRead => bytes.BytesRead;

    public long Length => bytes.Length;

    public bool TryRead(out JsonItem item)
    {
        item = default;
        if (hasList && !isInList)
            return false;
        var next = bytes.PeekValue();
        if (hasList && next == ']')
        {
            bytes.Read();
            isInList = false;
            EndList();
            return false;
        }

        if (next < 0 && !hasList)
            return false;
        var line = bytes.Line;
        item = new JsonItem(line, ReadValue(line) ? Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length) : null);
        return true;
    }

    public void Dispose() => bytes.Dispose();

    /// <summary>After the list: another one would be lost without a word.</summary>
    private void EndList()
    {
        var first = list;
        if (FindList())
        {
            throw new BadDataException(path, bytes.Line, null, $"a second list of objects, '{list}' after '{first}'", "one list of products",
                "Leave only the products in the file.");
        }
    }

    /// <summary>Goes on to the first object of the next array of objects that is the document or a property of it, at any depth; false if there is none.</summary>
    private bool FindList()
    {
        var name = "";
        while (bytes.PeekValue() is >= 0 and var next)
        {
            if (next == '"')
            {
                ReadValue(bytes.Line);
                name = Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).Trim('"');
            }
            else if (next == '[')
            {
                bytes.Read();
                if (bytes.PeekValue() == '{')
                {
                    list = name;
                    return true;
                }

                SkipList(bytes.Line);
            }
            else
            {
                bytes.Read();
            }
        }

        return false;
    }

    /// <summary>Passes over the rest of an array that is no list of products.</summary>
    private void SkipList(long line)
    {
        while (bytes.PeekValue() is var next && next != ']')
        {
            if (next < 0)
                throw Unclosed(line, "a list");
            ReadValue(line);
        }

        bytes.Read();
    }

    /// <summary>Reads a value into <see cref="text"/>; false if it is too long to be kept.</summary>
    private bool ReadValue(long line)
    {
        text.SetLength(0);
        var depth = 0;
        var isWhole = true;
        do
        {
            var value = Take(line, ref isWhole);
            if (value == '"')
            {
                while (Take(line, ref isWhole) is var inside && inside != '"')
                {
                    if (inside == '\\')
                        Take(line, ref isWhole);
                }
            }
            else if (value is '{' or '[')
            {
                depth++;
            }
            else if (value is '}' or ']')
            {
                depth--;
            }
            else if (depth == 0)
            {
                while (!EndsWord(bytes.Peek()))
                    Take(line, ref isWhole);
            }

            if (depth is < 0 or > MostDepth)
                throw new BadDataException(path, bytes.Line, null, depth < 0 ? $"a '{(char)value}' that closes nothing" : $"brackets {depth} deep", "JSON", "Export the table again.");
        }
        while (depth > 0);
        return isWhole;
    }

    private int Take(long line, ref bool isWhole)
    {
        var value = bytes.Read();
        if (value < 0)
            throw Unclosed(line, "a value");
        if (text.Length < TableLines.MaxLength)
            text.WriteByte((byte)value);
        else
            isWhole = false;
        return value;
    }

    private static bool EndsWord(int value) => value is < 0 or ',' or ':' or '[' or ']' or '{' or '}' or '"' or ' ' or '\t' or '\r' or '\n';

    private BadDataException Unclosed(long line, string what) => new(path, line, null, $"{what} that begins here and does not end", "JSON",
        "Export the table again; the file seems to be cut off, or a bracket or quote is missing.");
}
