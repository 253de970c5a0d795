using System.Text;

namespace Vitrine.Catalogue.Tests.Import.Tables;

/// <summary>The rows of a table as lines of text: "2: 1|a|x", "3: CellCount", a list as "[a; b]".</summary>
internal static class Rows
{
    public static string[] Of(string table, string name = "shop.csv", string[]? columns = null, string? encoding = null, string? delimiter = null) =>
        Of(Encoding.UTF8.GetBytes(table), name, columns, encoding, delimiter);

    public static string[] Of(byte[] table, string name = "shop.csv", string[]? columns = null, string? encoding = null, string? delimiter = null) =>
        With(table, name, opened => Of(opened, columns ?? ["id", "title", "note"]), encoding, delimiter);

    public static string[] Of(Table table, params string[] columns) => [.. table.Rows(columns).Select(row => $"{row.Line}: {Said(row)}")];

    /// <summary>Opens a table and does something with it.</summary>
    public static T With<T>(byte[] table, string name, Func<Table, T> read, string? encoding = null, string? delimiter = null)
    {
        using var folder = new TemporaryFolder();
        using var opened = TableFile.Open(folder.Write(name, table), encoding, delimiter);
        return read(opened);
    }

    private static string Said(TableRow row) => row.Problem is { } problem
        ? problem.Reason + (problem.Column.Length > 0 ? $" {problem.Column}" : "")
        : string.Join('|', row.Cells.Select(cell => cell.Items is { } items ? $"[{string.Join("; ", items)}]" : cell.Text));
}
