namespace Vitrine.Catalogue;

/// <summary>Opens a table, whatever it is packed in; what its bytes are decides, and its name only where these leave a doubt.</summary>
internal static class TableFile
{
    /// <param name="path">The file.</param>
    /// <param name="encoding">See <see cref="ImportOptions.Encoding"/>.</param>
    /// <param name="delimiter">See <see cref="ImportOptions.Delimiter"/>.</param>
    /// <exception cref="UsageException">No such file, an archive of several tables, an encoding or a delimiter that is none or that the table does not have.</exception>
    /// <exception cref="BadDataException">The file is empty, damaged, or something else: the message says what.</exception>
    public static Table Open(string path, string? encoding = null, string? delimiter = null)
    {
        var source = TableSource.Find(path);
        char? between = delimiter is null ? null : Delimiter.Named(delimiter);
        if (source.IsWorkbook)
        {
            Refuse(path, "workbook", "--encoding", encoding);
            Refuse(path, "workbook", "--delimiter", delimiter);
            return new WorkbookTable(source);
        }

        if (source.IsXml)
        {
            Refuse(path, "feed in XML", "--encoding", encoding);
            Refuse(path, "feed in XML", "--delimiter", delimiter);
            return new JsonTable(source, () => new XmlFeed(source), note: null, "elements with the values of a product each");
        }

        var form = TextForm.Of(source, encoding);
        if (!JsonShape.IsJson(source, form))
            return new DelimitedTable(source, form, between);
        Refuse(path, "JSON table", "--delimiter", delimiter);
        return new JsonTable(source, form);
    }

    private static void Refuse(string path, string kind, string flag, string? value)
    {
        if (value is not null)
            throw new UsageException($"The table '{path}' is a {kind}, for which {flag} says nothing.", $"Leave {flag} out.");
    }
}
