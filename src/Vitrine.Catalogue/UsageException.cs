namespace Vitrine.Catalogue;

/// <summary>The request itself is wrong: a file that is not there, a column that the table does not have (command line: exit 2).</summary>
public sealed class UsageException(string message, string? hint = null) : CatalogueException(message, hint);
