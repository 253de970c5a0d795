namespace Vitrine.Catalogue.Archive;

/// <summary>A file of a store, as an archive lists it.</summary>
/// <param name="Name">Its path below the store's folder, with '/' between names.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of its content, in hexadecimal digits.</param>
internal sealed record ArchiveFile(string Name, long Length, string Sha256)
{
    /// <summary>Whether a name leads to a file below a folder, on every system.</summary>
    public static bool IsSafe(string name) => name.Length is > 0 and <= 1024 && name.All(letter => letter is not ('\\' or ':' or '\0'))
        && name.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));
}
