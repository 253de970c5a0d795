using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Platform;
using Vitrine.Search.Indexes;

namespace Vitrine.Search.Traits;

/// <summary>
/// <c>index/MODEL/traits.bin</c>, and <c>index/traits.bin</c> where no model tells any, little-endian: the magic "VITRTRT3", the length of a JSON head (int32), the head (rows, traits, what they were learned from), then for each trait the
/// likeliest values (int16 × 4 a row), their probabilities (byte × 4 a row, in 255ths) and what the store says (int16 a row); the CRC-32C of all before stands at the end.
/// </summary>
internal static class TraitFile
{
    private const int MostHeadBytes = 16 << 20;
    private const int BytesOfRow = ProductTraits.Kept * (sizeof(short) + 1) + sizeof(short);

    private static ReadOnlySpan<byte> Magic => "VITRTRT3"u8;

    /// <summary>Where the traits of a store's products lie that were learned from what a model made of them.</summary>
    public static string PathOf(CatalogueStore store, string model) => Path.Combine(Path.GetDirectoryName(GalleryFolder.Of(store, model, ItemField.Photo))!, "traits.bin");

    /// <summary>Where the traits lie that the store itself says, and nothing else.</summary>
    public static string PathOfSaid(CatalogueStore store) => Path.Combine(StoreIndexes.FolderOf(store), "traits.bin");

    /// <summary>Where what was learned to tell them lies.</summary>
    public static string TellerOf(CatalogueStore store, string model) => Path.ChangeExtension(PathOf(store, model), ".safetensors");

    /// <param name="path">Appears whole or not at all.</param>
    /// <param name="traits">What to write.</param>
    /// <param name="notes">What they were learned from.</param>
    public static void Write(string path, ProductTraits traits, IReadOnlyDictionary<string, string> notes)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(new Head(traits.Rows, [.. traits.Traits], new Dictionary<string, string>(notes)));
        DurableFile.Write(path, stream =>
        {
            var checksum = 0u;
            var number = new byte[sizeof(int)];
            Put(Magic);
            BinaryPrimitives.WriteInt32LittleEndian(number, head.Length);
            Put(number);
            Put(head);
            for (var trait = 0; trait < traits.Traits.Count; trait++)
            {
                var (likeliest, probabilities, said) = traits.Columns(trait);
                Put(MemoryMarshal.AsBytes<short>(likeliest));
                Put(probabilities);
                Put(MemoryMarshal.AsBytes<short>(said));
            }

            BinaryPrimitives.WriteUInt32LittleEndian(number, checksum);
            stream.Write(number);

            void Put(ReadOnlySpan<byte> bytes)
            {
                checksum = Crc32C.Of(bytes, checksum);
                stream.Write(bytes);
            }
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>The traits, and the notes that were written with them.</returns>
    /// <exception cref="IndexFormatException">The file is cut off or damaged.</exception>
    public static (ProductTraits Traits, IReadOnlyDictionary<string, string> Notes) Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        var (checksum, left) = (0u, file.Length - sizeof(uint));
        if (left < Magic.Length + sizeof(int) || !Take(new byte[Magic.Length]).AsSpan().SequenceEqual(Magic))
            throw Damaged("it does not begin as a file of traits does.");
        var headLength = BinaryPrimitives.ReadInt32LittleEndian(Take(new byte[sizeof(int)]));
        if (headLength is < 2 or > MostHeadBytes || headLength > left)
            throw Damaged($"its head is said to have {headLength:N0} bytes.");
        var head = ParseHead(Take(new byte[headLength])) ?? throw Damaged("its head cannot be read.");
        if (left != (long)head.Traits.Length * head.Rows * BytesOfRow)
            throw Damaged($"{left:N0} bytes stand after its head; {head.Traits.Length} traits of {head.Rows:N0} products take {(long)head.Traits.Length * head.Rows * BytesOfRow:N0}.");
        var (likeliest, probabilities, said) = (new short[head.Traits.Length][], new byte[head.Traits.Length][], new short[head.Traits.Length][]);
        for (var trait = 0; trait < head.Traits.Length; trait++)
        {
            likeliest[trait] = Numbers((long)head.Rows * ProductTraits.Kept, TraitLabels.Unknown, head.Traits[trait]);
            probabilities[trait] = Take(new byte[(long)head.Rows * ProductTraits.Kept]);
            said[trait] = Numbers(head.Rows, TraitLabels.Other, head.Traits[trait]);
        }

        var end = new byte[sizeof(uint)];
        file.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == checksum
            ? (new ProductTraits(head.Traits, head.Rows, likeliest, probabilities, said), head.Notes)
            : throw Damaged("it does not match its checksum.");

        byte[] Take(byte[] bytes)
        {
            if (bytes.Length > left)
                throw Damaged("it is cut off.");
            file.ReadExactly(bytes);
            left -= bytes.Length;
            checksum = Crc32C.Of(bytes, checksum);
            return bytes;
        }

        short[] Numbers(long count, short least, Trait trait)
        {
            var numbers = MemoryMarshal.Cast<byte, short>(Take(new byte[count * sizeof(short)])).ToArray();
            return Array.Exists(numbers, number => number < least || number >= trait.Values.Count)
                ? throw Damaged($"it names a value of '{trait.Name}' that there is not.")
                : numbers;
        }

        IndexFormatException Damaged(string what) => new(path, what);
    }

    private static Head? ParseHead(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Head>(json) is { Rows: >= 0, Traits: not null, Notes: not null } head && Array.TrueForAll(head.Traits, trait => trait is { Name: not null, Values.Count: <= short.MaxValue })
                ? head
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Head(int Rows, Trait[] Traits, Dictionary<string, string> Notes);
}
