using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>References of the table → the bytes of their photos.</summary>
/// <remarks>
/// First all names of the folder or archive are listed, then each reference is resolved to one file, then the files are read. So the answer depends on the
/// names only, not on the order of members or on whether they are packed. In memory are the names of the files, not the photos.
/// A file that is as it was when the store took its photo is not read: same folder or archive, path, length and time of its last change.
/// </remarks>
internal static class PhotoSource
{
    /// <summary>Names of files in one message.</summary>
    private const int MostNamed = 4;

    /// <summary>Settles every reference that is still wanted, once: its photo's bytes, or why there are none.</summary>
    /// <param name="images">A folder, .zip, .tar or .tar.gz.</param>
    /// <param name="staging">Knows which photos are wanted.</param>
    /// <param name="known">Knows the files of the store's photos; null to read all of them anew.</param>
    /// <param name="limits">A longer file is not read.</param>
    /// <param name="cancellation">Looked at between two files.</param>
    /// <exception cref="UsageException">See <see cref="PhotoPlaces.Open"/>.</exception>
    /// <exception cref="BadDataException">A damaged archive.</exception>
    public static IEnumerable<PhotoFile> Read(string images, ImportStaging staging, StorePhotos? known, ImageLimits limits, CancellationToken cancellation)
    {
        var start = DateTime.UtcNow;
        using var place = PhotoPlaces.Open(images);
        var shelf = new PhotoShelf(place, images, cancellation);
        var source = NameOf(place, limits);
        var wanted = new WantedFiles();
        var contested = new Dictionary<long, ContestedPhoto>();
        foreach (var (number, reference) in staging.WantedImages())
        {
            cancellation.ThrowIfCancellationRequested();
            var match = shelf.Find(reference);
            if (Problem(match, reference) is { } problem)
                yield return new PhotoFile(number, [], problem);
            else if (match.Files is [var only] && known?.Find(source, OriginOf(only)) is { } photo)
                yield return new PhotoFile(number, [], null) { Known = photo, Origin = OriginOf(only) };
            else
                Want(match, number, reference);
        }

        wanted.Close();
        foreach (var file in place.Read(wanted.Files, limits))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var number in wanted.ReferencesTo(file.File))
            {
                var answer = contested.TryGetValue(number, out var contest) ? contest.Take(file) : new PhotoFile(number, file.Bytes, file.Problem) { Origin = Settled(file.File) };
                if (answer is { } settled)
                    yield return settled;
            }
        }

        FileOrigin OriginOf(int file) => new(shelf.PathOf(file), shelf.StampOf(file));

        FileOrigin? Settled(int file) => shelf.StampOf(file).IsSettledAt(start) ? OriginOf(file) : null;

        PhotoProblem? Problem(PhotoMatch match, string reference) => match.Files switch
        {
            [] => new PhotoProblem(BadRowReason.MissingImage, Missing(match, reference)),
            [var only] when shelf.ObstacleOf(only) is { } obstacle => new PhotoProblem(BadRowReason.MissingImage, $"'{shelf.PathOf(only)}', {obstacle}"),
            [_] => null,
            _ when match.Files.Count > ContestedPhoto.MostRead || match.Files.Any(file => shelf.ObstacleOf(file) is not null) =>
                new PhotoProblem(BadRowReason.AmbiguousImage, Ambiguous(match, reference)),
            _ => null,
        };

        void Want(PhotoMatch match, long number, string reference)
        {
            foreach (var file in match.Files)
                wanted.Add(file, number);
            if (match.Files.Count > 1)
                contested.Add(number, new ContestedPhoto(number, match.Files.Count, Ambiguous(match, reference)));
        }

        string Missing(PhotoMatch match, string reference)
        {
            if (PhotoReference.Parse(reference).Readings.Count == 0)
                return reference.Length > PhotoPath.MaxLength ? $"a path of {reference.Length:N0} characters" : $"'{reference}', a path that leaves the images";
            return $"no {place.Entry} '{reference}' in {Path.GetFileName(Path.TrimEndingDirectorySeparator(images))}"
                + (match.Elsewhere is { } file ? $"; '{shelf.PathOf(file)}' lies in another folder" : "");
        }

        string Ambiguous(PhotoMatch match, string reference)
        {
            var names = match.Files.Select(shelf.PathOf).Order(StringComparer.Ordinal).Take(MostNamed).Select(name => $"'{name}'");
            var rest = match.Files.Count - MostNamed;
            return $"'{reference}' may be {string.Join(" or ", names)}{(rest > 0 ? $" or {rest:N0} more" : "")}";
        }
    }

    /// <summary>What has to be the same for a file to be the one of its path: the folder or archive, and what a photo may cost.</summary>
    public static string NameOf(string images, ImageLimits limits)
    {
        using var place = PhotoPlaces.Open(images);
        return NameOf(place, limits);
    }

    private static string NameOf(IPhotoPlace place, ImageLimits limits) => $"{place.FullName} {limits}";

    /// <summary>The photos of a folder or archive, as paths with '/' between their names.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static IEnumerable<string> List(string images)
    {
        using var place = PhotoPlaces.Open(images);
        foreach (var file in place.List())
        {
            if (PhotoPath.NamesOfFile(file.Path) is { } names && PhotoEndings.HasOne(names[^1]))
                yield return string.Join('/', names);
        }
    }
}
