using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Vitrine.Platform;
using Vitrine.Tensors.Memory;

namespace Vitrine.Tensors.Files;

/// <summary>
/// A safetensors file opened for reading: eight bytes of header length (little-endian), a JSON header, the data. The file is mapped;
/// float32 tensors look at the mapped pages and are not copied.
/// </summary>
public sealed unsafe class SafeTensors : IDisposable
{
    private readonly MappedFile file;
    private readonly Dictionary<string, SafeTensorsEntry> entries;
    private readonly long dataStart;
    private bool isDisposed;

    private SafeTensors(string path, MappedFile file)
    {
        Path = path;
        this.file = file;
        if (file.Length < 8)
            throw new SafeTensorsException($"{path} is not a safetensors file: it has only {file.Length} bytes.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(file.Pointer, 8));
        if (length > SafeTensorsHeader.MaxLength || (long)length > file.Length - 8)
        {
            throw new SafeTensorsException(
                $"{path} is not a usable safetensors file: its header claims {length} bytes; the file has {file.Length}, the limit is {SafeTensorsHeader.MaxLength}.");
        }

        dataStart = 8 + (long)length;
        (entries, var metadata) = SafeTensorsHeader.Parse(new ReadOnlySpan<byte>(file.Pointer + 8, (int)length), file.Length - dataStart, path);
        Metadata = metadata;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The strings that the writer added.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensorsEntry> Entries => entries;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="SafeTensorsException">The file is damaged or no safetensors file.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafeTensors Open(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            throw new SafeTensorsException($"{path} is not a safetensors file: it is empty.");
        var file = new MappedFile(path, MemoryMappedFileAccess.CopyOnWrite);
        try
        {
            return new SafeTensors(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A tensor as float32. Stored as float32 it shares the file's pages (which stay mapped as long as it lives; changes do not reach
    /// the file); other types are converted. It belongs to the open scope, else to the caller.
    /// </summary>
    public Tensor Read(string name)
    {
        var entry = Find(name);
        var source = Start(entry);
        if (entry.Type == ElementType.Float32 && (nuint)source % sizeof(float) == 0 && entry.Shape.Length > 0)
            return Tensor.On(entry.Shape, new TensorBuffer((float*)source, entry.Shape.Length, file.Share()));
        var tensor = Tensor.Empty(entry.Shape);
        Convert(entry, source, tensor.Data);
        return tensor;
    }

    /// <summary>Copies a tensor, converted to float32, into <paramref name="destination"/> of the same length.</summary>
    public void CopyTo(string name, Span<float> destination)
    {
        var entry = Find(name);
        if (entry.Shape.Length != destination.Length)
            throw new ArgumentException($"'{name}' in {Path} has {entry.Shape.Length} elements, not {destination.Length}.", nameof(destination));
        Convert(entry, Start(entry), destination);
    }

    /// <summary>An int32, int64 or uint8 tensor as int32.</summary>
    /// <exception cref="OverflowException">A number does not fit.</exception>
    public int[] ReadInt32(string name)
    {
        var entry = Find(name);
        var bytes = new ReadOnlySpan<byte>(Start(entry), checked((int)entry.ByteLength));
        var result = new int[entry.Shape.Length];
        switch (entry.Type)
        {
            case ElementType.Int32:
                MemoryMarshal.Cast<byte, int>(bytes).CopyTo(result);
                break;
            case ElementType.Int64:
                TensorPrimitives.ConvertChecked(MemoryMarshal.Cast<byte, long>(bytes), result);
                break;
            case ElementType.UInt8:
                TensorPrimitives.ConvertChecked(bytes, result);
                break;
            default:
                throw new SafeTensorsException($"'{name}' in {Path} holds {entry.Type.Name()}, not whole numbers.");
        }

        return result;
    }

    /// <summary>Lets go of the file; tensors read from it stay valid.</summary>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        file.Dispose();
    }

    private static void Convert(SafeTensorsEntry entry, byte* source, Span<float> destination)
    {
        var bytes = new ReadOnlySpan<byte>(source, checked((int)Math.Min(entry.ByteLength, int.MaxValue)));
        var count = entry.Shape.Length;
        switch (entry.Type)
        {
            case ElementType.Float32:
                new ReadOnlySpan<float>(source, count).CopyTo(destination);
                break;
            case ElementType.Float16:
                TensorPrimitives.ConvertToSingle(new ReadOnlySpan<Half>(source, count), destination);
                break;
            case ElementType.BFloat16: // the upper half of a float32
                var bits = new ReadOnlySpan<ushort>(source, count);
                for (var i = 0; i < count; i++)
                    destination[i] = BitConverter.UInt32BitsToSingle((uint)bits[i] << 16);
                break;
            case ElementType.Int32:
                TensorPrimitives.ConvertTruncating(new ReadOnlySpan<int>(source, count), destination);
                break;
            case ElementType.Int64:
                TensorPrimitives.ConvertTruncating(new ReadOnlySpan<long>(source, count), destination);
                break;
            default:
                TensorPrimitives.ConvertTruncating(bytes, destination);
                break;
        }
    }

    private byte* Start(SafeTensorsEntry entry)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return file.Pointer + dataStart + entry.Offset;
    }

    private SafeTensorsEntry Find(string name) => entries.TryGetValue(name, out var entry)
        ? entry
        : throw new SafeTensorsException($"{Path} has no tensor '{name}'; it has {Summary()}.");

    private string Summary() => entries.Count == 0
        ? "none"
        : string.Join(", ", entries.Keys.Order(StringComparer.Ordinal).Take(8)) + (entries.Count > 8 ? $" and {entries.Count - 8} more" : "");
}
