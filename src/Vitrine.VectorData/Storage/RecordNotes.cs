using System.Globalization;

namespace Vitrine.VectorData.Storage;

/// <summary>What the index notes about the file of records.</summary>
internal static class RecordNotes
{
    private const string File = "records";
    private const string LiveBytes = "record bytes";
    private const string Prefix = "records-";
    private const string Ending = ".bin";

    /// <summary>All files of records.</summary>
    public const string Pattern = $"{Prefix}*{Ending}";

    /// <summary>Name of the first file.</summary>
    public static string First => NameOf(1);

    /// <summary>Name of the file.</summary>
    /// <exception cref="InvalidDataException">The index names none.</exception>
    public static string FileOf(IReadOnlyDictionary<string, string> properties) =>
        properties.TryGetValue(File, out var name) && NumberOf(name) > 0 ? name : throw new InvalidDataException($"An index that names no file of records ('{name}'); it is of another program.");

    /// <summary>Name of the file after another.</summary>
    public static string After(string name) => NameOf(NumberOf(name) + 1);

    /// <summary>Bytes of the records that the index knows; the rest of the file is outdated.</summary>
    public static long LiveBytesOf(IDictionary<string, string> properties) => properties.TryGetValue(LiveBytes, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : 0;

    /// <summary>Notes both.</summary>
    public static void Write(IDictionary<string, string> properties, string name, long liveBytes)
    {
        properties[File] = name;
        properties[LiveBytes] = liveBytes.ToString(CultureInfo.InvariantCulture);
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}{Ending}");

    // A name from a file must not lead out of the folder.
    private static int NumberOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal) && int.TryParse(name.AsSpan()[Prefix.Length..^Ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
