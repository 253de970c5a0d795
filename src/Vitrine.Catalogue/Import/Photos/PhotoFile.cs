namespace Vitrine.Catalogue;

/// <summary>What became of one reference of the table: the bytes of its photo, or why there are none.</summary>
/// <param name="Number">The reference's number in <see cref="ImportStaging"/>.</param>
/// <param name="Bytes">The file; empty if there is a problem, or if the photo is known.</param>
/// <param name="Problem">
/// Missing, ambiguous, too large or not to be unpacked, with what was found. What that means for the product is the caller's to say: a further photo that is missing need not cost its row.
/// </param>
internal readonly record struct PhotoFile(long Number, byte[] Bytes, PhotoProblem? Problem)
{
    /// <summary>Where the photo is from, if the file need not be read again while it stays as it is.</summary>
    public FileOrigin? Origin { get; init; }

    /// <summary>The photo of the store that the file was when it was read last; null where it was read now.</summary>
    public StoredPhoto? Known { get; init; }

    public static PhotoFile Bad(long number, BadRowReason reason, string detail) => new(number, [], new PhotoProblem(reason, detail));
}
