using System.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// Reads a list that stands in a cell as a text: <c>["Shoes", "Boots"]</c> as JSON has it, or <c>['Shoes', 'Boots']</c> as Python prints it. Tables that were made from
/// other tables are full of them.
/// </summary>
internal static class ListText
{
    /// <summary>The cell with its items, where its whole text is a list of texts in quotes, or a list of such lists; as it is otherwise: "[new]" is a word in brackets.</summary>
    public static TableCell Read(TableCell cell)
    {
        var text = cell.Text.AsSpan().Trim();
        return cell.Items is null && text is ['[', .., ']'] && new Reader(text).Read() is { } list ? list : cell;
    }

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int at;

        public TableCell? Read()
        {
            var items = new List<string>();
            var lists = new List<IReadOnlyList<string>>();
            at++;
            while (Next() is var sign && sign != ']')
            {
                if (sign == '[')
                {
                    at++;
                    var inner = new List<string>();
                    while (Next() is var within && within != ']')
                    {
                        if (!Item(inner) || !Comma())
                            return null;
                    }

                    at++;
                    lists.Add(inner);
                    items.AddRange(inner);
                }
                else
                {
                    var before = items.Count;
                    if (!Item(items))
                        return null;
                    lists.Add(items[before..]);
                }

                if (!Comma())
                    return null;
            }

            at++;
            return Next() == '\0' ? TableCell.OfItems(items, lists) : null;
        }

        /// <summary>A text in quotes of either kind; "null" and "None" are nothing.</summary>
        private bool Item(List<string> items)
        {
            foreach (var nothing in (ReadOnlySpan<string>)["null", "None", "nan"])
            {
                if (text[at..].StartsWith(nothing, StringComparison.Ordinal))
                {
                    at += nothing.Length;
                    return true;
                }
            }

            var quote = Next();
            if (quote is not ('"' or '\''))
                return false;
            var item = new StringBuilder();
            for (at++; at < text.Length && text[at] != quote; at++)
            {
                if (text[at] != '\\' || at + 1 == text.Length)
                    item.Append(text[at]);
                else if (!Escaped(item))
                    return false;
            }

            if (at++ >= text.Length)
                return false;
            items.Add(item.ToString());
            return true;
        }

        private bool Escaped(StringBuilder item)
        {
            var (sign, digits) = (text[++at], text[at] switch { 'u' => 4, 'x' => 2, _ => 0 });
            if (digits == 0)
            {
                item.Append(sign switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' or 'f' => ' ', _ => sign });
                return true;
            }

            if (at + digits >= text.Length || !ushort.TryParse(text.Slice(at + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
                return false;
            item.Append((char)code);
            at += digits;
            return true;
        }

        /// <summary>Goes past a comma; true also where the list ends.</summary>
        private bool Comma()
        {
            var sign = Next();
            if (sign == ',')
                at++;
            return sign is ',' or ']';
        }

        /// <summary>The next sign that is no blank; NUL at the end.</summary>
        private char Next()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            return at < text.Length ? text[at] : '\0';
        }
    }
}
