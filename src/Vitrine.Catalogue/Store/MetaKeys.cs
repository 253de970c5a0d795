namespace Vitrine.Catalogue;

/// <summary>The keys of the table meta.</summary>
internal static class MetaKeys
{
    /// <summary>A new value with every publication: two connections of one state show the same.</summary>
    public const string State = "state";

    public const string DataHash = "data_hash";
    public const string SplitHash = "split_hash";
    public const string RowsHash = "rows_hash";
    public const string LastImport = "last_import";

    /// <summary>The folder or archive that the table photo_file speaks of.</summary>
    public const string PhotoSource = "photo_source";

    /// <summary>The last change of the <see cref="ChangeJournal"/> that the database has.</summary>
    public const string Changes = "changes";

    public const string LastJob = "last_import_job";
}
