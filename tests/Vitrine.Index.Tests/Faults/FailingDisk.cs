using Vitrine.Platform;

namespace Vitrine.Index.Tests.Faults;

/// <summary>How a disk fails.</summary>
public enum Fault
{
    /// <summary>A write finds no room; the program goes on.</summary>
    Full,

    /// <summary>What was written cannot be made safe; the program goes on.</summary>
    FailedSync,

    /// <summary>A name cannot be changed; the program goes on.</summary>
    FailedRename,

    /// <summary>The power goes: of files that were not flushed a part is there, renames whose folder was not flushed are undone.</summary>
    PowerCut,

    /// <summary>The power goes, and the renames had been made safe already, as a file system may do on its own.</summary>
    PowerCutAfterRenames,
}

/// <summary>The end of the program: nothing of it runs any more.</summary>
internal sealed class PowerCutException : Exception;

/// <summary>The real disk until one of its operations, which fails.</summary>
internal sealed class FailingDisk(Fault fault, int at, int seed) : Disk
{
    private readonly Random random = new(seed);
    private readonly HashSet<string> unflushed = [];
    private readonly List<(string From, string To, byte[]? Before)> unsynced = [];
    private int operations;

    /// <summary>Whether it has failed.</summary>
    public bool HasFailed { get; private set; }

    private bool IsOff { get; set; }

    public override Stream Create(string path)
    {
        Step(Fault.Full);
        unflushed.Add(path);
        return new FailingStream(this, base.Create(path), path);
    }

    public override void Flush(Stream file)
    {
        Step(Fault.FailedSync);
        var failing = (FailingStream)file;
        failing.Inner.Flush(); // this disk's power is cut by hand, so that nothing need reach the real one
        unflushed.Remove(failing.Path);
    }

    public override void Rename(string from, string to)
    {
        Step(Fault.FailedRename);
        unsynced.Add((from, to, File.Exists(to) ? File.ReadAllBytes(to) : null));
        base.Rename(from, to);
        if (unflushed.Remove(from))
            unflushed.Add(to);
    }

    public override void SyncFolder(string folder)
    {
        Step(Fault.FailedSync);
        unsynced.Clear();
    }

    public override void Delete(string path)
    {
        if (!IsOff)
            base.Delete(path);
    }

    // A write is an operation too.
    private void Step(Fault kind)
    {
        if (IsOff)
            throw new PowerCutException();
        if (operations++ != at || HasFailed)
            return;
        if (fault is Fault.PowerCut or Fault.PowerCutAfterRenames)
            CutPower();
        if (kind != fault)
        {
            operations--; // the next operation of the right kind
            return;
        }

        HasFailed = true;
        throw new IOException($"The disk fails: {fault}.");
    }

    private void CutPower()
    {
        (HasFailed, IsOff) = (true, true);
        foreach (var path in unflushed.Where(File.Exists))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            file.SetLength(random.NextInt64(file.Length + 1));
            if (random.Next(2) == 0)
                file.SetLength(file.Length + random.Next(64)); // blocks that were given to the file and not written
        }

        if (fault == Fault.PowerCut)
        {
            foreach (var (from, to, before) in unsynced.AsEnumerable().Reverse())
            {
                File.Move(to, from, overwrite: true);
                if (before is not null)
                    File.WriteAllBytes(to, before);
            }
        }

        throw new PowerCutException();
    }

    private sealed class FailingStream(FailingDisk disk, Stream inner, string path) : Stream
    {
        public Stream Inner => inner;

        public string Path => path;

        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            disk.Step(Fault.Full);
            inner.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
