namespace Vitrine.Catalogue;

/// <summary>The references of photos in one cell: paths or addresses, one or several.</summary>
internal static class PhotoCell
{
    private static readonly string[] Separators = ["\n", "|", ";", ",", " "];

    /// <summary>The references in their order, each once.</summary>
    /// <remarks>
    /// Shops write several with a bar, a semicolon, a comma, a blank or a line break between them, and all of these stand in names of files too. So a cell is cut
    /// at the first of them after which every piece looks like a photo by itself: by an address, or by the ending of its name.
    /// </remarks>
    public static IReadOnlyList<string> References(TableCell cell)
    {
        if (cell.Items is { } items)
            return [.. items.Select(item => item.Trim()).Where(item => item.Length > 0).Distinct(StringComparer.Ordinal)];
        var text = cell.Text.Trim();
        foreach (var separator in Separators)
        {
            var pieces = text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (pieces.Length > 1 && pieces.All(LooksLikeOne))
                return [.. pieces.Distinct(StringComparer.Ordinal)];
        }

        text = text.Trim('|', ';', ',', ' ');
        return text.Length == 0 ? [] : [text];
    }

    private static bool LooksLikeOne(string piece)
    {
        var isAddress = piece.Contains("://", StringComparison.Ordinal) || piece.StartsWith("//", StringComparison.Ordinal);
        // Two addresses with a blank in between are two.
        if (isAddress && piece.IndexOf("://", piece.IndexOf("://", StringComparison.Ordinal) + 1, StringComparison.Ordinal) >= 0)
            return false;
        var name = piece.Split('?', '#')[0];
        var dot = name.LastIndexOf('.');
        return isAddress || (dot > 0 && name.Length - dot is > 2 and <= 6 && name.AsSpan(dot + 1).ContainsAnyExceptInRange('0', '9') && !name[(dot + 1)..].Contains('/'));
    }
}
