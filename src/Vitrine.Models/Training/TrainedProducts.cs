using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Platform;

namespace Vitrine.Models.Training;

/// <summary>
/// The products that a model was trained on, by content: photo and title, since ids differ between stores. A model is not scored on what it knows by heart, in
/// whichever store it is measured.
/// </summary>
/// <remarks>
/// File: <c>trained.bin</c> beside model.json. Eight bytes "VTRAINED", the number n of entries as int64, n ascending uint64; all little-endian. An entry is the
/// beginning of a SHA-256: two of a million products collide by chance once in 40 million shops.
/// </remarks>
public sealed class TrainedProducts
{
    private const string FileName = "trained.bin";
    private const int HeaderBytes = 16;

    private readonly ulong[] entries; // ascending, distinct

    private TrainedProducts(IEnumerable<ulong> entries) => this.entries = [.. entries.Distinct().Order()];

    private static ReadOnlySpan<byte> Magic => "VTRAINED"u8;

    /// <summary>The training part of some data. A photo of more titles than <see cref="PlaceholderPhotos.MostTitles"/> shows none of them and is left out.</summary>
    public static TrainedProducts Of(ITrainingData data)
    {
        var rows = data.RowsOf(Part.Train);
        var titles = data.Items.Titles(rows).Select(ContentDigest.OfTitle).ToArray();
        var photos = new Dictionary<ulong, HashSet<ulong>>();
        foreach (var (i, row) in rows.Index())
        {
            if (data.Items.PhotoDigest(row) is not { } photo)
                continue;
            if (!photos.TryGetValue(photo, out var shown))
                photos.Add(photo, shown = []);
            shown.Add(titles[i]);
        }

        return new TrainedProducts(titles.Concat(photos.Where(photo => photo.Value.Count <= PlaceholderPhotos.MostTitles).Select(photo => photo.Key)));
    }

    /// <summary>What a model says of itself; null where it was trained on no products, or before this was written down.</summary>
    /// <exception cref="CatalogueException">The file is damaged.</exception>
    public static TrainedProducts? Read(ModelDirectory directory)
    {
        var path = Path.Combine(directory.Path, FileName);
        if (!File.Exists(path))
            return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderBytes || !bytes.AsSpan().StartsWith(Magic)
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(Magic.Length)) * sizeof(ulong) != bytes.Length - HeaderBytes)
        {
            throw new CatalogueException($"'{path}' is no whole list of training products.", "Copy the whole folder of the model, or train it again.");
        }

        return new TrainedProducts(MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(HeaderBytes)).ToArray().Select(LittleEndian));
    }

    /// <summary>These products and others: of a model that goes on from another.</summary>
    public TrainedProducts With(TrainedProducts? others) => others is null ? this : new TrainedProducts(entries.Concat(others.entries));

    /// <summary>Whether a product with this photo, or with this title, was learned from.</summary>
    /// <param name="photo">Its <see cref="IItemSource.PhotoDigest"/>; null: it has none.</param>
    /// <param name="title">Its title, in any form that <see cref="SameTitle"/> takes for one.</param>
    public bool Knows(ulong? photo, string title) =>
        Contains(ContentDigest.OfTitle(title)) || (photo is { } digest && Contains(digest));

    /// <summary>Those of some items that the model was not trained on, in their order: what it may be measured on.</summary>
    public IReadOnlyList<int> Unseen(IItemSource source, IReadOnlyList<int> items) =>
        [.. items.Zip(source.Titles(items)).Where(item => !Knows(source.PhotoDigest(item.First), item.Second)).Select(item => item.First)];

    internal void Write(ModelDirectory directory)
    {
        Directory.CreateDirectory(directory.Path);
        DurableFile.Write(Path.Combine(directory.Path, FileName), stream =>
        {
            stream.Write(Magic);
            Span<byte> number = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteInt64LittleEndian(number, entries.Length);
            stream.Write(number);
            foreach (var entry in entries)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(number, entry);
                stream.Write(number);
            }
        });
    }

    private bool Contains(ulong entry) => Array.BinarySearch(entries, entry) >= 0;

    private static ulong LittleEndian(ulong value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
}
