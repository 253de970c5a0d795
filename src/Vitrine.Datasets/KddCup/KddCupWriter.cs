using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Vitrine.Datasets.KddCup;

/// <summary>Writes rows in exactly the layout that <see cref="KddCupReader"/> reads.</summary>
public sealed class KddCupWriter : IDisposable
{
    internal static readonly byte[] Header = Encoding.UTF8.GetBytes(string.Join('\t', KddCupReader.Columns));

    private readonly FileStream file;
    private byte[] encoded = [];

    /// <summary>Creates the file, over an older one, and writes the header.</summary>
    public KddCupWriter(string path)
    {
        file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(Header);
        file.WriteByte((byte)'\n');
    }

    /// <summary>Appends a row.</summary>
    /// <exception cref="ArgumentException">An identifier or the query is empty or holds a tab or a line end.</exception>
    public void Write(KddCupRow row)
    {
        Text(row.ProductId, nameof(row.ProductId));
        Text(row.ImageHeight.ToString(), nameof(row.ImageHeight));
        Text(row.ImageWidth.ToString(), nameof(row.ImageWidth));
        Text(row.RegionCount.ToString(), nameof(row.RegionCount));
        Values(row.Boxes.Span);
        Values(row.Features.Span);
        Values(row.ClassLabels.Span);
        Text(row.Query, nameof(row.Query));
        Text(row.QueryId, nameof(row.QueryId), '\n');
    }

    public void Dispose() => file.Dispose();

    private void Text(string value, string name, char end = '\t')
    {
        if (value.Length == 0 || value.AsSpan().ContainsAny('\t', '\n', '\r'))
            throw new ArgumentException($"{name} is '{value}'; expected text without tabs and line ends.", name);
        file.Write(Encoding.UTF8.GetBytes(value));
        file.WriteByte((byte)end);
    }

    private void Values<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var needed = Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        if (encoded.Length < needed)
            encoded = new byte[needed];
        Base64.EncodeToUtf8(bytes, encoded, out _, out var written);
        file.Write(encoded, 0, written);
        file.WriteByte((byte)'\t');
    }
}
