namespace Vitrine.Catalogue.Photos;

/// <summary>What is kept of each photo of a store: rows of one length, in <c>FOLDER/NAME/vVERSION.*</c>.</summary>
/// <param name="Folder">Of the store.</param>
/// <param name="Name">Letters, digits and hyphens.</param>
/// <param name="Version">Likewise; another version's rows are never served, and go when this one's are made.</param>
/// <param name="RowBytes">Length of a row, at least 1.</param>
internal sealed record PhotoRowKind(string Folder, string Name, string Version, int RowBytes)
{
    /// <summary>The folder of these rows.</summary>
    public string FolderIn(CatalogueStore store) => Path.Combine(store.Path, Folder, Checked(Name));

    /// <summary>What the names of the files begin with.</summary>
    public string FileStem => $"v{Checked(Version)}.";

    private static string Checked(string part) => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? part
        : throw new ArgumentException($"'{part}' cannot be part of a file's name: use letters, digits and hyphens.", nameof(part));
}
