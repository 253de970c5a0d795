namespace Vitrine.Catalogue;

/// <summary>A file that a photo was read from.</summary>
/// <param name="Path">As the folder or archive has it.</param>
/// <param name="Stamp">As it was before it was read.</param>
internal readonly record struct FileOrigin(string Path, FileStamp Stamp);
