namespace Vitrine.Catalogue;

/// <summary>Whatever a damaged archive makes the readers throw, said with the archive's name and how far it was good.</summary>
internal static class ArchiveFault
{
    /// <summary>An archive that unpacks to more than a hundred times its size is no archive of photos, which hardly shrink. Small ones may do as they like.</summary>
    private const long FreeBytes = 1L << 30, MostTimes = 100;

    /// <summary>How many bytes may come out of an archive of this length.</summary>
    public static long MostUnpacked(long archiveBytes) => Math.Max(FreeBytes, archiveBytes * MostTimes);

    /// <param name="archive">The file.</param>
    /// <param name="members">How many were good.</param>
    /// <param name="read">What may fail.</param>
    /// <exception cref="BadDataException">In place of the reader's exception.</exception>
    public static T Guard<T>(string archive, int members, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new BadDataException(archive, null, null, $"damage after member {members}: {e.Message}", "a whole .tar, .tar.gz or .zip archive",
                "Make or download the archive again, then import again.", e);
        }
    }

    /// <summary>What the readers of archives throw at damage.</summary>
    public static bool IsDamage(Exception e) => e is InvalidDataException or IOException or FormatException or OverflowException or NotSupportedException
        or ArgumentException or InvalidOperationException or System.Security.Cryptography.CryptographicException;
}
