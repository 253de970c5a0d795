using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>Writes and opens the file of tables (<see cref="CodeTableFormat"/>). Opening verifies its header and directory; the rest is verified when it is first read.</summary>
internal static class CodeTableFile
{
    /// <summary>Writes the file; it is on the disk when this returns.</summary>
    public static void Write(string path, uint segment, BuiltTables tables, IReadOnlyList<CodeStep> costs)
    {
        using var file = new DurableFile(path);
        var header = new byte[CodeTableFormat.HeaderBytes];
        file.Stream.Write(header);
        var sections = new SectionWriter(file.Stream, CodeTableFormat.SectionNames(tables.Parts.Length).Count);
        Write(sections, [.. costs]);
        Write(sections, tables.Branches?.Keys ?? []);
        Write(sections, tables.Branches?.Starts ?? []);
        Write(sections, tables.Branches?.Positions ?? []);
        Write(sections, tables.Branches?.Codes ?? []);
        foreach (var (starts, positions) in tables.Tables)
        {
            Write(sections, starts);
            Write(sections, positions);
        }

        var directory = sections.Finish();
        CodeTableFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(CodeTableFormat.SegmentAt), segment);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CodeTableFormat.ItemsAt), tables.Codes.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CodeTableFormat.CodeBitsAt), tables.Codes.Layout.Bits);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CodeTableFormat.PartsAt), tables.Parts.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CodeTableFormat.BranchBitsAt), tables.Branches?.Bits ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CodeTableFormat.BranchesAt), tables.Branches?.Count ?? 0);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(CodeTableFormat.FileLengthAt), file.Stream.Position);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(CodeTableFormat.DirectoryAt), directory.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(CodeTableFormat.DirectoryLengthAt), directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(CodeTableFormat.DirectoryChecksumAt), directory.Checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(CodeTableFormat.ChecksumAt), Crc32C.Of(header.AsSpan(0, CodeTableFormat.ChecksumAt)));
        file.Stream.Position = 0;
        file.Stream.Write(header);
        file.Commit();
    }

    /// <summary>Opens the file beside a segment; null where there is none.</summary>
    /// <param name="segmentPath">The segment's file.</param>
    /// <param name="segment">Checksum of its header.</param>
    /// <param name="codes">Its codes.</param>
    /// <exception cref="IndexFormatException">The file is cut off, damaged, of another version or of another segment.</exception>
    public static CodeTables? Open(string segmentPath, uint segment, CodeSet codes)
    {
        var path = Path.Combine(Path.GetDirectoryName(segmentPath)!, CodeTableFormat.FileOf(Path.GetFileName(segmentPath)));
        MappedFile file;
        try
        {
            if (new FileInfo(path).Length < CodeTableFormat.HeaderBytes)
                throw new IndexFormatException(path, $"{new FileInfo(path).Length} bytes, less than the header of tables over codes.");
            file = new MappedFile(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        try
        {
            return Opened(path, file, segment, codes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static CodeTables Opened(string path, MappedFile file, uint segment, CodeSet codes)
    {
        var header = file.Slice<byte>(0, CodeTableFormat.HeaderBytes);
        if (!header[..CodeTableFormat.Magic.Length].SequenceEqual(CodeTableFormat.Magic))
            throw new IndexFormatException(path, "no tables of this version (the first bytes are not VITRCOD1).");
        if (Crc32C.Of(header[..CodeTableFormat.ChecksumAt]) != BinaryPrimitives.ReadUInt32LittleEndian(header[CodeTableFormat.ChecksumAt..]))
            throw new IndexFormatException(path, "the header does not match its checksum; the file is damaged.");
        var parts = Number(header, CodeTableFormat.PartsAt);
        var (branchBits, branches) = (Number(header, CodeTableFormat.BranchBitsAt), Number(header, CodeTableFormat.BranchesAt));
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[CodeTableFormat.SegmentAt..]) != segment || Number(header, CodeTableFormat.ItemsAt) != codes.Count
            || Number(header, CodeTableFormat.CodeBitsAt) != codes.Layout.Bits)
        {
            throw new IndexFormatException(path, "the tables were made of another segment; make them again.");
        }

        if (BinaryPrimitives.ReadInt64LittleEndian(header[CodeTableFormat.FileLengthAt..]) is var length && length != file.Length)
            throw new IndexFormatException(path, $"{file.Length} bytes, the header states {length}; the file was cut off or extended.");
        var offset = BinaryPrimitives.ReadInt64LittleEndian(header[CodeTableFormat.DirectoryAt..]);
        var bytes = BinaryPrimitives.ReadInt64LittleEndian(header[CodeTableFormat.DirectoryLengthAt..]);
        if (parts < 1 || parts > codes.Layout.Bits || branches < 0 || branchBits is < 0 or > 64 || (branches > 0 && branchBits == 0)
            || offset < 0 || bytes < 0 || bytes > int.MaxValue || offset > file.Length - bytes)
        {
            throw new IndexFormatException(path, "the header makes no sense; the file was written by another program.");
        }

        if (Crc32C.Of(file.Slice<byte>(offset, (int)bytes)) != BinaryPrimitives.ReadUInt32LittleEndian(header[CodeTableFormat.DirectoryChecksumAt..]))
            throw new IndexFormatException(path, "the directory does not match its checksum; the file is damaged.");
        var sections = new CodeTableSections(path, new SectionDirectory(path, file, offset, bytes, CodeTableFormat.SectionNames(parts)), codes);
        return new CodeTables(codes, branches == 0 ? null : sections.Branches(branches, branchBits), sections.MultiIndex(parts), sections.Costs(), file);
    }

    private static int Number(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadInt32LittleEndian(header[at..]);

    private static void Write<T>(SectionWriter sections, T[] numbers) where T : unmanaged
    {
        sections.Begin();
        sections.Write(MemoryMarshal.AsBytes<T>(numbers));
        sections.End();
    }
}
