using System.Security.Cryptography;

namespace Vitrine.Catalogue;

/// <summary>A reference that several files fit equally well. If all of them have the same bytes there is nothing to guess, and any of them is the photo.</summary>
internal sealed class ContestedPhoto(long number, int candidates, string detail)
{
    /// <summary>Files that are read and compared at most; of more than that one cannot say which is meant, whatever is in them.</summary>
    public const int MostRead = 16;

    private int left = candidates;
    private byte[]? hash;
    private bool areEqual = true;

    /// <summary>Takes the next of its files; the answer after the last one, null before.</summary>
    public PhotoFile? Take(ReadFile file)
    {
        var next = SHA256.HashData(file.Bytes);
        areEqual &= file.Problem is null && (hash ?? next).AsSpan().SequenceEqual(next);
        hash = next;
        if (--left > 0)
            return null;
        return areEqual ? new PhotoFile(number, file.Bytes, null) : PhotoFile.Bad(number, BadRowReason.AmbiguousImage, detail);
    }
}
