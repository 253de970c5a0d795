using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>What tells photos apart in any store: the first 8 bytes, little-endian, of the SHA-256 of the shop's file.</summary>
internal static class PhotoDigests
{
    /// <summary>Those of a store's photos by their numbers, 0 where no photo has the number; a pass over all photos, a second for some millions.</summary>
    public static ulong[] Read(SqliteConnection connection)
    {
        var digests = new ulong[connection.Scalar<long>("SELECT coalesce(max(photo), 0) FROM photo") + 1];
        using var command = connection.Prepare("SELECT photo, hash FROM photo");
        using var reader = command.ExecuteReader();
        var hash = new byte[sizeof(ulong)];
        while (reader.Read())
        {
            reader.GetBytes(1, 0, hash, 0, hash.Length);
            digests[reader.GetInt64(0)] = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        }

        return digests;
    }
}
