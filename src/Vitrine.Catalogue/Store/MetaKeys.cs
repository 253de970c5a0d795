namespace Vitrine.Catalogue;

/// <summary>The keys of the table meta.</summary>
internal static class MetaKeys
{
    public const string DataHash = "data_hash";
    public const string SplitHash = "split_hash";
    public const string ColourWords = "colour_words";
    public const string LastImport = "last_import";
    public const string LastJob = "last_import_job";
}
