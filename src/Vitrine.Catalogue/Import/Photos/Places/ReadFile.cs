namespace Vitrine.Catalogue;

/// <summary>A file of a folder or archive that was read, or why it could not be.</summary>
/// <param name="File">Its number in the order of <see cref="IPhotoPlace.List"/>.</param>
/// <param name="Bytes">Empty where there is a problem.</param>
/// <param name="Problem">Null where all went well.</param>
internal readonly record struct ReadFile(int File, byte[] Bytes, PhotoProblem? Problem = null);
