using System.Buffers.Binary;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <content>The table after some rows have changed: the others are copied, so that a change costs a few milliseconds for 100,000 products.</content>
internal sealed partial class RowTable
{
    /// <summary>The table of the state that a live draft has now; counts the products of each category in it.</summary>
    /// <param name="connection">The draft.</param>
    /// <param name="changed">Rows that are new or have changed, or are none any more.</param>
    /// <param name="ids">The id of each row; brought up to date. Rows are taken in and away at its end.</param>
    public RowTable Changed(SqliteConnection connection, IReadOnlyCollection<int> changed, List<string> ids)
    {
        var table = new RowTable(StoreSchema.CountProducts(connection));
        var (count, same) = (table.Categories.Length, Math.Min(table.Categories.Length, Categories.Length));
        Array.Copy(Categories, table.Categories, same);
        Array.Copy(Parts, table.Parts, same);
        Array.Copy(Digests, table.Digests, same);
        ids.RemoveRange(same, ids.Count - same);
        var photos = new SortedDictionary<int, int[]>();
        var further = FurtherCategories.ToLookup(pair => changed.Contains((int)(pair >> 32)) || pair >> 32 >= count)[false].ToList();
        using var command = connection.Prepare("SELECT id, category, part, photos, digest, further FROM product WHERE row = $row", "$row");
        foreach (var row in changed.Where(row => row < count).Order())
        {
            using var reader = command.Set(row).ExecuteReader();
            reader.Read();
            if (row < ids.Count)
                ids[row] = reader.GetString(0);
            else
                ids.Add(reader.GetString(0));
            table.Categories[row] = reader.GetInt32(1);
            table.Parts[row] = (Part)reader.GetInt32(2);
            photos.Add(row, StoreNumbers.Read(reader.GetFieldValue<byte[]>(3)));
            table.Digests[row] = BinaryPrimitives.ReadUInt64LittleEndian(reader.GetFieldValue<byte[]>(4));
            further.AddRange(StoreNumbers.Read(reader.GetFieldValue<byte[]>(5)).Select(category => (long)row << 32 | (uint)category));
        }

        table.FurtherCategories = [.. further];
        table.TakePhotos(this, photos);
        table.TakeOrder(Order, changed.ToHashSet(), ids);
        table.TakePlaces(this, connection);
        table.CountCategories(connection);
        return table;
    }

    private void TakePhotos(RowTable before, SortedDictionary<int, int[]> changed)
    {
        var photos = new List<int>(before.Photos.Length);
        for (var row = 0; row < Categories.Length; row++)
        {
            if (changed.TryGetValue(row, out var own))
                photos.AddRange(own);
            else
                photos.AddRange(before.Photos.AsSpan(before.FirstPhotos[row]..before.FirstPhotos[row + 1]));
            FirstPhotos[row + 1] = photos.Count;
        }

        Photos = [.. photos];
    }

    // The changed rows are sorted by their ids and merged with the others, which are in order already.
    private void TakeOrder(int[] before, HashSet<int> changed, List<string> ids)
    {
        var waiting = new Queue<(int Row, byte[] Id)>(changed.Where(row => row < ids.Count).Select(row => (row, Encoding.UTF8.GetBytes(ids[row]))).OrderBy(pair => pair.Item2, new ByBytes()));
        int[] kept = [.. before.Where(row => row < ids.Count && !changed.Contains(row))];
        var (at, place) = (0, 0);
        while (waiting.TryDequeue(out var next))
        {
            var (low, high) = (at, kept.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (Encoding.UTF8.GetBytes(ids[kept[middle]]).AsSpan().SequenceCompareTo(next.Id) < 0)
                    low = middle + 1;
                else
                    high = middle;
            }

            kept.AsSpan(at..low).CopyTo(Order.AsSpan(place));
            place += low - at;
            at = low;
            Order[place++] = next.Row;
        }

        kept.AsSpan(at).CopyTo(Order.AsSpan(place));
    }

    private void TakePlaces(RowTable before, SqliteConnection connection)
    {
        var photos = Math.Max(before.PhotoOffsets.Length, connection.Scalar<int>("SELECT coalesce(max(photo) + 1, 0) FROM photo"));
        (PhotoOffsets, PhotoLengths) = (before.PhotoOffsets, before.PhotoLengths);
        if (photos == before.PhotoOffsets.Length)
            return;
        (PhotoOffsets, PhotoLengths) = (new long[photos], new int[photos]);
        before.PhotoOffsets.CopyTo(PhotoOffsets, 0);
        before.PhotoLengths.CopyTo(PhotoLengths, 0);
        using var command = connection.Prepare("SELECT photo, offset, length FROM photo WHERE photo >= $first", "$first");
        using var reader = command.Set(before.PhotoOffsets.Length).ExecuteReader();
        while (reader.Read())
            (PhotoOffsets[reader.GetInt32(0)], PhotoLengths[reader.GetInt32(0)]) = (reader.GetInt64(1), reader.GetInt32(2));
    }

    // As SQLite orders texts.
    private sealed class ByBytes : IComparer<byte[]>
    {
        public int Compare(byte[]? a, byte[]? b) => a.AsSpan().SequenceCompareTo(b);
    }
}
