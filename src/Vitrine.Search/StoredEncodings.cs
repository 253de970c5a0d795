using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Search;

/// <summary>
/// What a model made of every product of a store: encodings of photos and of titles, encoding i that of product row i. Kept in
/// <c>index/MODEL/encodings.safetensors</c>.
/// </summary>
/// <param name="BitsPerLayer">Bits of each part of the codes, coarse first; empty when the model gives none.</param>
/// <param name="Dimensions">Dimensions of the vectors; 0 when the model gives none.</param>
/// <param name="Images">Encodings of the photos.</param>
/// <param name="Texts">Encodings of the titles.</param>
public sealed record StoredEncodings(IReadOnlyList<int> BitsPerLayer, int Dimensions, Encodings Images, Encodings Texts)
{
    private const string FileName = "encodings.safetensors";
    private const string BitsKey = "bitsPerLayer";
    private const string DimensionsKey = "dimensions";

    /// <summary>The folder of everything that search needs of a model.</summary>
    public static string FolderOf(CatalogueStore store, string model) => Path.Combine(store.Path, "index", ModelDirectory.Of(store, model).Name);

    /// <summary>Encodes every product of a store and keeps the result.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">Name of a model in the store.</param>
    /// <param name="progress">Gets the number of encodings done; there are two for each product.</param>
    /// <param name="cancellation">Stops between batches; nothing is written then.</param>
    public static StoredEncodings Make(CatalogueStore store, string model, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var encoder = ModelDirectory.Load(store, model);
        return Make(store, model, encoder, progress, cancellation);
    }

    /// <summary>The same with a model that is loaded already.</summary>
    public static StoredEncodings Make(CatalogueStore store, string model, IRetrievalModel encoder, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        string[] titles = [.. store.Products().Select(product => product.Title)];
        var made = new StoredEncodings(
            encoder.CodeBitsPerLayer,
            encoder.VectorDimensions,
            encoder.EncodeImages(store, [.. Enumerable.Range(0, store.Count)], progress, cancellation),
            encoder.EncodeTexts(titles, progress is null ? null : new Offset(progress, store.Count), cancellation));
        made.Save(store, model);
        return made;
    }

    /// <summary>Reads what was kept.</summary>
    /// <exception cref="UsageException">Nothing was kept, or products or weights have changed since; stale encodings are never served.</exception>
    public static StoredEncodings Open(CatalogueStore store, string model)
    {
        var now = Provenance.Of(store, model);
        var path = Path.Combine(FolderOf(store, model), FileName);
        var remedy = $"vitrine encode {store.Path} --model {model}";
        if (!File.Exists(path))
            throw new UsageException($"The products are not encoded with the model '{model}' yet.", $"Run: {remedy}");
        try
        {
            using var file = SafeTensors.Open(path);
            now.Require(file.Metadata, "their encodings were", remedy);
            return Read(file, store.Count);
        }
        catch (SafeTensorsException damage)
        {
            throw new CatalogueException(damage.Message, $"Make it again: {remedy}", damage);
        }
    }

    private static StoredEncodings Read(SafeTensors file, int count)
    {
        int[] bits = [.. file.Metadata[BitsKey].Split('+', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        var dimensions = int.Parse(file.Metadata[DimensionsKey]);
        return new StoredEncodings(bits, dimensions, Read(file, "image", count), Read(file, "text", count));
    }

    /// <summary>What to compare: what was asked for, or codes where there are some, else vectors.</summary>
    /// <exception cref="UsageException">The model gives none of what was asked for.</exception>
    public SearchBy Choose(SearchBy? asked) => SearchBys.Choose(asked, hasCodes: BitsPerLayer.Count > 0, hasVectors: Dimensions > 0);

    /// <summary>SHA-256 (hexadecimal) over all codes and vectors: two runs that agree in it gave the same encodings bit for bit.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var encodings in new[] { Images, Texts })
        {
            hash.AppendData(MemoryMarshal.AsBytes(encodings.Codes.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(encodings.Vectors.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Save(CatalogueStore store, string model)
    {
        var writer = new SafeTensorsWriter();
        Provenance.Of(store, model).WriteTo(writer.Metadata);
        writer.Metadata[BitsKey] = string.Join('+', BitsPerLayer);
        writer.Metadata[DimensionsKey] = $"{Dimensions}";
        Add(writer, "image", Images);
        Add(writer, "text", Texts);
        Directory.CreateDirectory(FolderOf(store, model));
        writer.Save(Path.Combine(FolderOf(store, model), FileName));
    }

    // The format's readers know signed 32-bit numbers; a word of 64 bits goes in as its lower and its upper half.
    private void Add(SafeTensorsWriter writer, string name, Encodings encodings)
    {
        if (encodings.Codes is { } codes)
        {
            int[] halves = [.. MemoryMarshal.Cast<ulong, int>(codes)];
            writer.Add($"{name}.codes", halves, new Shape(encodings.Count, halves.Length / Math.Max(1, encodings.Count)));
        }

        if (encodings.Vectors is { } vectors)
            writer.Add($"{name}.vectors", Tensor.From(vectors, new Shape(encodings.Count, Dimensions)));
    }

    private static Encodings Read(SafeTensors file, string name, int count)
    {
        ulong[]? codes = file.Entries.ContainsKey($"{name}.codes") ? [.. MemoryMarshal.Cast<int, ulong>(file.ReadInt32($"{name}.codes"))] : null;
        float[]? vectors = null;
        if (file.Entries.TryGetValue($"{name}.vectors", out var entry))
            file.CopyTo(entry.Name, vectors = new float[entry.Shape.Length]);
        return new Encodings(count, codes, vectors);
    }

    /// <summary>Titles are counted after the photos.</summary>
    private sealed class Offset(IProgress<int> progress, int done) : IProgress<int>
    {
        public void Report(int value) => progress.Report(done + value);
    }
}
