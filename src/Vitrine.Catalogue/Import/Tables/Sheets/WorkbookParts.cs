using System.IO.Compression;
using System.Xml;

namespace Vitrine.Catalogue;

/// <summary>The XML files of a workbook (ECMA-376), each read from front to back. What they unpack to has a limit, all together.</summary>
internal sealed class WorkbookParts : IDisposable
{
    private const long Harmless = 64 << 20;
    private const int MostRatio = 250;

    private readonly string path;
    private readonly Stream stream;
    private readonly ZipArchive archive;
    private readonly long mostUnpacked;
    private long unpacked;
    private long beforePart;

    public WorkbookParts(TableSource source)
    {
        path = source.Path;
        stream = source.OpenSeekable();
        mostUnpacked = Math.Max(Harmless, stream.Length * MostRatio);
        archive = Guarded(() => new ZipArchive(stream, ZipArchiveMode.Read));
    }

    /// <summary>Bytes read of the part opened last, of <see cref="Length"/>.</summary>
    public long Done => unpacked - beforePart;

    /// <summary>Bytes of the part opened last, as the archive says.</summary>
    public long Length { get; private set; }

    /// <summary>The part of this name; null if there is none.</summary>
    public XmlReader? Open(string name) => Guarded(() =>
    {
        if (archive.GetEntry(name) is not { } entry)
            return null;
        (Length, beforePart) = (entry.Length, unpacked);
        return XmlReader.Create(new Counted(entry.Open(), Count),
            new XmlReaderSettings { CloseInput = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
    });

    /// <summary>Whatever a damaged workbook makes the readers throw, said with its name.</summary>
    public T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or EndOfStreamException or FormatException or OverflowException or NotSupportedException or ArgumentException)
        {
            throw new BadDataException(path, null, null, $"a damaged workbook: {e.Message}", "an Excel workbook (.xlsx)", "Open it and save it again, or save the table as CSV.", e);
        }
    }

    public void Dispose()
    {
        archive.Dispose();
        stream.Dispose();
    }

    private void Count(int read)
    {
        unpacked += read;
        if (unpacked > mostUnpacked)
        {
            throw new BadDataException(path, null, null, $"{stream.Length:N0} bytes that unpack to more than {mostUnpacked:N0}", "a workbook, which unpacks to less",
                "Open it and save the table as CSV.");
        }
    }

    /// <summary>Tells how much is read.</summary>
    private sealed class Counted(Stream inner, Action<int> count) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int length)
        {
            var read = inner.Read(buffer, offset, length);
            count(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int length) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
