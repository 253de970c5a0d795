using System.Text;

namespace Vitrine.Search.Words;

/// <summary>Reads what <see cref="StretchWords"/> wrote, one term after another.</summary>
/// <param name="stretch">Its number.</param>
/// <param name="stream">What was written.</param>
internal sealed class StretchReader(int stretch, Stream stream) : IDisposable
{
    private readonly BinaryReader reader = new(stream, Encoding.UTF8);

    public int Stretch => stretch;

    /// <summary>The bytes of the present term.</summary>
    public byte[] Term { get; private set; } = [];

    /// <summary>Its entries, by field and row.</summary>
    public List<(byte Field, ushort Row, ushort Frequency, ushort Length)> Entries { get; } = [];

    /// <summary>Goes to the next term; false behind the last.</summary>
    public bool Next()
    {
        Entries.Clear();
        if (stream.Position == stream.Length)
            return false;
        Term = reader.ReadBytes(reader.ReadUInt16());
        for (var left = reader.ReadInt32(); left > 0; left--)
            Entries.Add((reader.ReadByte(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16()));
        return true;
    }

    public void Dispose() => reader.Dispose();
}
