using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Aggregation = Vitrine.Models.Hsl.RegionAggregation;

namespace Vitrine.Search;

/// <summary>
/// The vectors of the regions of every product, for models that score a shortlist anew (<see cref="IRescoringModel"/>). Kept as float16 in an index of
/// parts alone, <c>index/MODEL/regions</c>, so that a query reads those of its shortlist only. Any number of threads may ask for scores at once.
/// </summary>
public sealed class StoredRegions : IDisposable
{
    private const string FolderName = "regions";

    /// <summary>Products encoded at once: some ten megabytes.</summary>
    private const int BlockProducts = 1024;

    private readonly IndexSnapshot index;
    private readonly (ScorePart Part, PartAggregation Aggregation)[] parts;

    private StoredRegions(IndexSnapshot index, IReadOnlyList<ScorePart> parts)
    {
        this.index = index;
        this.parts = [.. parts.Select(part => (part, AggregationOf(part)))];
    }

    /// <summary>Encodes the regions of every product and keeps the result.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">Name of the model in the store.</param>
    /// <param name="encoder">That model.</param>
    /// <param name="progress">Gets the number of products done.</param>
    /// <param name="cancellation">Stops between batches; nothing is kept then.</param>
    public static void Make(CatalogueStore store, string model, IRescoringModel encoder, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var writer = IndexWriter.Create(PathOf(store, model), new IndexSchema([]) { Parts = [.. encoder.ScoreParts.Select(FormOf)] });
        Provenance.Of(store, model).WriteTo(writer.Properties);
        foreach (var block in store.Products().Chunk(BlockProducts))
        {
            var vectors = encoder.EncodeParts(store, [.. block.Select(product => product.Row)], cancellation);
            for (var i = 0; i < block.Length; i++)
                writer.Put(block[i].Id, block[i].Row, [], [], [.. vectors.Select(part => part.AsMemory(part.Length / block.Length * i, part.Length / block.Length))]);
            progress?.Report(block[^1].Row + 1);
        }

        writer.Commit(cancellation);
    }

    /// <summary>Opens what <see cref="Make"/> kept.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">Name of the model in the store.</param>
    /// <param name="encoder">That model.</param>
    /// <exception cref="UsageException">Nothing was kept, or products or weights have changed since.</exception>
    /// <exception cref="IndexFormatException">A file is damaged.</exception>
    public static StoredRegions Open(CatalogueStore store, string model, IRescoringModel encoder)
    {
        var remedy = $"vitrine encode {store.Path} --model {model}";
        if (!Directory.Exists(PathOf(store, model)))
            throw new UsageException($"The regions of the products are not encoded with the model '{model}' yet.", $"Run: {remedy}");
        var index = IndexSnapshot.Open(PathOf(store, model));
        try
        {
            Provenance.Of(store, model).Require(index.Properties, "their regions were", remedy);
            return new StoredRegions(index, encoder.ScoreParts);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>The exact scores of some products for a text.</summary>
    /// <param name="text">Its vector, as the model gave it.</param>
    /// <param name="rows">The products.</param>
    /// <returns>One score per row; larger is nearer.</returns>
    public float[] Scores(ReadOnlySpan<float> text, ReadOnlySpan<int> rows)
    {
        var scores = new float[rows.Length];
        foreach (var (part, aggregation) in parts)
            index.AddPartScores(part.Name, text.Slice(part.QueryStart, part.Dimensions), rows, aggregation, weight: 1, scores);
        return scores;
    }

    public void Dispose() => index.Dispose();

    private static string PathOf(CatalogueStore store, string model) => Path.Combine(StoredEncodings.FolderOf(store, model), FolderName);

    private static PartForm FormOf(ScorePart part) => new(part.Name, part.Dimensions, part.Regions);

    private static PartAggregation AggregationOf(ScorePart part) => part.Aggregation switch
    {
        Aggregation.Max => PartAggregation.Max,
        Aggregation.TopKMean => PartAggregation.TopMean(part.TopK),
        Aggregation.Sum => PartAggregation.Sum,
        _ => PartAggregation.Mean,
    };
}
