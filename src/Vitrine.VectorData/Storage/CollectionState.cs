using Vitrine.Index;
using Vitrine.VectorData.Definition;

namespace Vitrine.VectorData.Storage;

/// <summary>
/// One committed state of a collection. Readers enter and leave it without locks; it closes its files when it is outdated and the last reader has left.
/// </summary>
internal sealed class CollectionState : IDisposable
{
    private int users = 1; // whoever opened it, until it calls Dispose

    private CollectionState(IndexSnapshot snapshot, RecordFile records, CommitStamp stamp) => (Snapshot, Records, Stamp) = (snapshot, records, stamp);

    /// <summary>The index.</summary>
    public IndexSnapshot Snapshot { get; }

    /// <summary>The records.</summary>
    public RecordFile Records { get; }

    /// <summary>Which commit it is.</summary>
    public CommitStamp Stamp { get; }

    /// <summary>Opens the last commit.</summary>
    /// <exception cref="IndexFormatException">It is damaged, or was deleted meanwhile.</exception>
    public static CollectionState Open(CollectionPaths paths)
    {
        for (var stamp = CommitStamp.Of(paths); ; stamp = CommitStamp.Of(paths))
        {
            var snapshot = IndexSnapshot.Open(paths.Index);
            try
            {
                var records = RecordFile.Open(paths.Records(RecordNotes.FileOf(snapshot.Properties)));
                return new CollectionState(snapshot, records, stamp with { Generation = snapshot.Generation });
            }
            catch (FileNotFoundException) when (CommitStamp.Of(paths).Generation != snapshot.Generation)
            {
                snapshot.Dispose(); // a later commit has its records in another file
            }
            catch
            {
                snapshot.Dispose();
                throw;
            }
        }
    }

    /// <summary>The record of an id that is in the index.</summary>
    /// <exception cref="InvalidDataException">The file of records is damaged.</exception>
    public StoredRecord Read(string id, bool withVectors) => Records.Read(PlaceOf(id), withVectors);

    /// <summary>Where the record of an id stands.</summary>
    public long PlaceOf(string id) => (long)Snapshot.FieldOf(id, RecordForm.Place)!.Number!;

    /// <summary>Enters, to be left by <see cref="Dispose"/>; false when it is closed already.</summary>
    public bool TryEnter()
    {
        for (var now = Volatile.Read(ref users); now > 0; now = Volatile.Read(ref users))
        {
            if (Interlocked.CompareExchange(ref users, now + 1, now) == now)
                return true;
        }

        return false;
    }

    /// <summary>Leaves it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) > 0)
            return;
        Snapshot.Dispose();
        Records.Dispose();
    }
}
