namespace Vitrine.Catalogue;

/// <summary>Data that cannot be used, with its place (command line: exit 3).</summary>
/// <remarks><see cref="Line"/> counts the lines of the file from 1; null when the whole file is meant.</remarks>
public sealed class BadDataException : CatalogueException
{
    public BadDataException(string file, long? line, string? column, string found, string expected, string? hint = null, Exception? cause = null)
        : base(Describe(file, line, column, found, expected), hint, cause) =>
        (File, Line, Column, Found, Expected) = (file, line, column, found, expected);

    public string File { get; }

    public long? Line { get; }

    public string? Column { get; }

    public string Found { get; }

    public string Expected { get; }

    private static string Describe(string file, long? line, string? column, string found, string expected)
    {
        var place = file + (line is null ? "" : $", line {line}") + (column is null ? "" : $", column '{column}'");
        return $"{place}: found {found}; expected {expected}.";
    }
}
