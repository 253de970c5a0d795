namespace Vitrine.Catalogue;

/// <summary>An import of which not everything was said.</summary>
/// <param name="Options">All of it, what was guessed and what was said.</param>
/// <param name="Preset">The preset that it follows; null for none.</param>
/// <param name="AreColumnsGuessed">At least one of the columns that every import needs was neither said nor named by a preset that was asked for.</param>
public sealed record GuessedImport(ImportOptions Options, string? Preset, bool AreColumnsGuessed)
{
    /// <summary>Columns of the table that the import does not read, where it was not said which it is to read.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
