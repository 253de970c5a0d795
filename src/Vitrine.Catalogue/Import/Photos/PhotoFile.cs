namespace Vitrine.Catalogue;

/// <summary>What became of a photo that the table asks for.</summary>
/// <param name="Number">Its number in <see cref="ImportStaging"/>.</param>
/// <param name="Bytes">The file; empty if there is a problem.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal readonly record struct PhotoFile(long Number, byte[] Bytes, (BadRowReason Reason, string Detail)? Problem)
{
    public static PhotoFile Bad(long number, BadRowReason reason, string detail) => new(number, [], (reason, detail));

    public static PhotoFile TooLarge(long number, long length, long limit) =>
        Bad(number, BadRowReason.ImageTooLarge, $"a file of {length:N0} bytes, the limit is {limit:N0}");
}
