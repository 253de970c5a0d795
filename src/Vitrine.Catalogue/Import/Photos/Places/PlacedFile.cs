namespace Vitrine.Catalogue;

/// <summary>One entry of a folder or archive.</summary>
/// <param name="Path">As the folder or archive has it; empty for what is no file (a folder).</param>
/// <param name="LinkTo">Where it is a link: the path of the other file, from the root.</param>
/// <param name="Obstacle">Why it cannot be read although it has a photo's name: "a link that leads out".</param>
/// <param name="Stamp">Of the file, or of the archive that it is in.</param>
internal readonly record struct PlacedFile(string Path, string? LinkTo = null, string? Obstacle = null, FileStamp Stamp = default)
{
    /// <summary>What has to be counted, so that the numbers stay right, and is no file.</summary>
    public static PlacedFile None { get; } = new("");
}
