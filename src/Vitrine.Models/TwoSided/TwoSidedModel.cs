using System.Numerics.Tensors;
using Vitrine.Models.Contract;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.TwoSided;

/// <summary>
/// What models share that turn photos and texts into representations of one width: batches, the composition of queries from weighted parts, codes and
/// unit vectors. A derived class says what its two networks give.
/// </summary>
public abstract class TwoSidedModel : Module, IRetrievalModel
{
    /// <summary>Photos or texts that go through a network at once.</summary>
    protected virtual int BatchSize => 128;

    // Blocks are what a consumer holds at once: some megabytes.
    private const int BlockItems = 2048;

    public abstract ModelDescription Description { get; }

    /// <summary>Numbers of a representation.</summary>
    protected abstract int Width { get; }

    /// <summary>Opens the photos of a source for encoding.</summary>
    /// <exception cref="Catalogue.UsageException">The source lacks what the model looks at.</exception>
    protected abstract IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation);

    /// <summary>Represents texts; finite for every text. [texts, width], not normalised.</summary>
    protected abstract Tensor RepresentTexts(IReadOnlyList<string> texts);

    /// <summary>Represents the words of some items: by default as any texts. [items, width], not normalised.</summary>
    /// <exception cref="Catalogue.UsageException">The source lacks what the model reads.</exception>
    protected virtual Tensor RepresentTitles(IItemSource source, IReadOnlyList<int> items) => RepresentTexts([.. source.Titles(items)]);

    /// <summary>The words of a text that are not known, and whether none is.</summary>
    protected abstract (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text);

    public IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default) =>
        field == ItemField.Title ? EncodeTitles(source, items, cancellation) : EncodePhotos(source, items, cancellation);

    public IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default)
    {
        var parts = new QueryParts(queries);
        var texts = RepresentAll(parts.Texts, cancellation);
        var titles = parts.Titles.Select(group => RepresentAllTitles(group.Source, group.Items, cancellation)).ToArray();
        var photos = parts.Photos.Select(group => RepresentAll(group.Source, group.Items, cancellation)).ToArray();
        var encoded = new EncodedQuery[queries.Count];
        for (var query = 0; query < encoded.Length; query++)
            encoded[query] = Compose(queries[query], parts.Of(query), Represented, field);
        return encoded;

        float[] Represented(PlacedPart part) => part.Group switch
        {
            >= 0 => photos[part.Group],
            -1 => texts,
            _ => titles[-2 - part.Group],
        };
    }

    public virtual void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores) =>
        throw new NotSupportedException($"Models of {Description.Method} have no parts to score.");

    public virtual Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default) =>
        new PartExplanation(this, Description).Of(query, EncodeItems(source, ItemField.Photo, [item], cancellation).Single(), cancellation);

    /// <summary>Writes what of an item is stored: by default the representation, at unit length where the model says so.</summary>
    /// <param name="representation">[width]</param>
    /// <param name="field">What it is of.</param>
    /// <param name="vector">[dimensions]</param>
    protected virtual void WriteItem(ReadOnlySpan<float> representation, ItemField field, Span<float> vector) => Copy(representation, vector);

    /// <summary>Adds what a part of a query asks for: by default the representation, at unit length where the model says so.</summary>
    /// <param name="representation">[width]</param>
    /// <param name="of">Whether it is of words or of a photo.</param>
    /// <param name="searched">What it is compared with.</param>
    /// <param name="weight">Of the part.</param>
    /// <param name="vector">[dimensions], added to.</param>
    protected virtual void AddToQuery(ReadOnlySpan<float> representation, ItemField of, ItemField searched, float weight, Span<float> vector)
    {
        Span<float> unit = stackalloc float[Math.Min(vector.Length, 4096)];
        unit = vector.Length > unit.Length ? new float[vector.Length] : unit;
        Copy(representation, unit);
        TensorPrimitives.MultiplyAdd(unit, weight, vector, vector);
    }

    /// <summary>What <see cref="ScoreParts"/> needs of a query; null: its code or vector says all.</summary>
    /// <param name="query">For a search among photos.</param>
    /// <param name="vector">The query's vector.</param>
    protected virtual float[]? PartsOf(Query query, float[]? vector) => null;

    private protected static void ToUnitLength(Span<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
    }

    private IEnumerable<ItemBlock> EncodeTitles(IItemSource source, IReadOnlyList<int> items, CancellationToken cancellation)
    {
        foreach (var block in items.Chunk(BlockItems))
        {
            yield return Block(block, RepresentAllTitles(source, block, cancellation), ItemField.Title, null);
        }
    }

    // Equal photos that follow each other are encoded once: shops repeat them, and variants of a product stand side by side.
    private IEnumerable<ItemBlock> EncodePhotos(IItemSource source, IReadOnlyList<int> items, CancellationToken cancellation)
    {
        if (items.Count == 0)
            yield break;
        using var photos = OpenPhotos(source, cancellation);
        foreach (var block in items.Chunk(BlockItems))
        {
            var photoOf = Array.ConvertAll(block, source.PhotoOf);
            var distinct = new Dictionary<long, int>();
            var first = new List<int>();
            for (var i = 0; i < block.Length; i++)
            {
                if (distinct.TryAdd(photoOf[i], first.Count))
                    first.Add(block[i]);
            }

            var collector = new PhotoCollector(Description.Parts, Width, first.Count);
            ForBatches(first.Count, (start, count) => collector.Set(start, photos.Encode([.. first.GetRange(start, count)])), cancellation);
            int[] places = [.. photoOf.Select(photo => distinct[photo])];
            yield return Block(block, collector.Representations(places), ItemField.Photo, collector.Parts(places));
        }
    }

    private ItemBlock Block(int[] items, float[] representations, ItemField field, ItemParts? parts)
    {
        var (bits, words, dimensions) = (Description.CodeBitsPerLayer.Sum(), Description.CodeWords, Description.VectorDimensions);
        ulong[]? codes = null;
        if (bits > 0)
            SignCodes.Pack(representations, bits, codes = new ulong[items.Length * words], words);
        float[]? vectors = null;
        if (dimensions > 0)
        {
            vectors = new float[items.Length * dimensions];
            for (var i = 0; i < items.Length; i++)
                WriteItem(representations.AsSpan(i * Width, Width), field, vectors.AsSpan(i * dimensions, dimensions));
        }

        return new ItemBlock(items, codes, vectors, parts);
    }

    private EncodedQuery Compose(Query query, IReadOnlyList<PlacedPart> parts, Func<PlacedPart, float[]> represented, ItemField field)
    {
        var representation = new float[Width];
        var vector = Description.HasVectors ? new float[Description.VectorDimensions] : null;
        foreach (var part in parts)
        {
            var own = represented(part).AsSpan(part.Place * Width, Width);
            TensorPrimitives.MultiplyAdd(own, part.Weight, representation, representation);
            if (vector is not null)
                AddToQuery(own, part.Group < 0 ? ItemField.Title : ItemField.Photo, field, part.Weight, vector);
        }

        if (Description.HasUnitVectors)
            ToUnitLength(vector);
        ulong[]? code = null;
        if (Description.HasCodes)
            SignCodes.Pack(representation, Width, code = new ulong[Description.CodeWords], Description.CodeWords);
        var unknown = QueryParts.TextsOf(query).Select(UnknownWords).ToArray();
        return new EncodedQuery(code, vector, field == ItemField.Photo ? PartsOf(query, vector) : null,
            [.. unknown.SelectMany(text => text.Unknown).Distinct()], unknown.Length > 0 && unknown.Length == parts.Count && unknown.All(text => text.KnowsNothing));
    }

    private float[] RepresentAll(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var all = new float[texts.Count * Width];
        ForBatches(texts.Count, (start, count) =>
            RepresentTexts([.. Enumerable.Range(start, count).Select(i => texts[i])]).Data.CopyTo(all.AsSpan(start * Width)), cancellation);
        return all;
    }

    private float[] RepresentAllTitles(IItemSource source, IReadOnlyList<int> items, CancellationToken cancellation)
    {
        var all = new float[items.Count * Width];
        ForBatches(items.Count, (start, count) =>
            RepresentTitles(source, [.. items.Skip(start).Take(count)]).Data.CopyTo(all.AsSpan(start * Width)), cancellation);
        return all;
    }

    private float[] RepresentAll(IItemSource source, List<int> items, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return []; // a source that nothing is asked of need not have what the model looks at
        var all = new float[items.Count * Width];
        using var photos = OpenPhotos(source, cancellation);
        ForBatches(items.Count, (start, count) =>
            photos.Encode([.. Enumerable.Range(start, count).Select(i => items[i])]).Vectors.Data.CopyTo(all.AsSpan(start * Width)), cancellation);
        return all;
    }

    /// <summary>Runs the networks without dropout and gradients over batches, given by their first item and their size.</summary>
    private protected void ForBatches(int count, Action<int, int> encode, CancellationToken cancellation)
    {
        var wasTraining = IsTraining;
        Eval();
        try
        {
            for (var start = 0; start < count; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = Scope.Begin(recordGradients: false);
                encode(start, Math.Min(BatchSize, count - start));
            }
        }
        finally
        {
            Train(wasTraining);
        }
    }

    private void Copy(ReadOnlySpan<float> representation, Span<float> vector)
    {
        representation.CopyTo(vector);
        if (Description.HasUnitVectors)
            ToUnitLength(vector);
    }
}
