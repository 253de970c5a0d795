namespace Vitrine.Catalogue;

/// <summary>Why a photo cannot be had.</summary>
/// <param name="Reason">The kind.</param>
/// <param name="Detail">What was found.</param>
internal sealed record PhotoProblem(BadRowReason Reason, string Detail)
{
    public static PhotoProblem TooLarge(long length, long limit) => new(BadRowReason.ImageTooLarge, $"a file of {length:N0} bytes, the limit is {limit:N0}");

    public static PhotoProblem Unreadable(string why) => new(BadRowReason.BrokenImage, $"a file that cannot be read: {why}");
}
