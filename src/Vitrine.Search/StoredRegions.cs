using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Aggregation = Vitrine.Models.Hsl.RegionAggregation;

namespace Vitrine.Search;

/// <summary>
/// The vectors of the regions of every product, for models that score a shortlist anew (<see cref="IRescoringModel"/>). Kept as float16 in
/// <c>index/MODEL/regions.bin</c> and mapped, so that a query reads those of its shortlist only. Any number of threads may ask for scores at once.
/// </summary>
public sealed class StoredRegions : IDisposable
{
    private const string FileName = "regions.bin";

    /// <summary>Products encoded at once: some ten megabytes.</summary>
    private const int BlockProducts = 1024;

    private readonly RegionFile file;
    private readonly (ScorePart Part, RegionSet Vectors, RegionAggregation Aggregation)[] parts;

    private StoredRegions(RegionFile file, IReadOnlyList<ScorePart> parts)
    {
        this.file = file;
        this.parts = [.. parts.Select(part => (part, file[part.Name], new RegionAggregation(KindOf(part.Aggregation), part.TopK)))];
    }

    /// <summary>Encodes the regions of every product and keeps the result.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">Name of the model in the store.</param>
    /// <param name="encoder">That model.</param>
    /// <param name="progress">Gets the number of products done.</param>
    /// <param name="cancellation">Stops between batches; nothing is kept then.</param>
    public static void Make(CatalogueStore store, string model, IRescoringModel encoder, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(StoredEncodings.FolderOf(store, model));
        using var writer = new RegionFileWriter(PathOf(store, model), store.Count, [.. encoder.ScoreParts.Select(FormOf)]);
        Provenance.Of(store, model).WriteTo(writer.Properties);
        for (var first = 0; first < store.Count; first += BlockProducts)
        {
            var count = Math.Min(BlockProducts, store.Count - first);
            var vectors = encoder.EncodeParts(store, [.. Enumerable.Range(first, count)], cancellation);
            for (var part = 0; part < vectors.Count; part++)
                writer.Append(part, vectors[part]);
            progress?.Report(first + count);
        }

        writer.Commit();
    }

    /// <summary>Opens what <see cref="Make"/> kept.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">Name of the model in the store.</param>
    /// <param name="encoder">That model.</param>
    /// <exception cref="UsageException">Nothing was kept, or products or weights have changed since.</exception>
    /// <exception cref="IndexFormatException">The file is damaged.</exception>
    public static StoredRegions Open(CatalogueStore store, string model, IRescoringModel encoder)
    {
        var remedy = $"vitrine encode {store.Path} --model {model}";
        if (!File.Exists(PathOf(store, model)))
            throw new UsageException($"The regions of the products are not encoded with the model '{model}' yet.", $"Run: {remedy}");
        var file = RegionFile.Open(PathOf(store, model));
        try
        {
            Provenance.Of(store, model).Require(file.Properties, "their regions were", remedy);
            return new StoredRegions(file, encoder.ScoreParts);
        }
        catch
        {
            file.Dispose();
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
        foreach (var (part, vectors, aggregation) in parts)
            vectors.AddScores(text.Slice(part.QueryStart, part.Dimensions), rows, aggregation, weight: 1, scores);
        return scores;
    }

    public void Dispose() => file.Dispose();

    private static string PathOf(CatalogueStore store, string model) => Path.Combine(StoredEncodings.FolderOf(store, model), FileName);

    private static RegionSetForm FormOf(ScorePart part) => new(part.Name, part.Dimensions, part.Regions);

    private static RegionKind KindOf(Aggregation aggregation) => aggregation switch
    {
        Aggregation.Max => RegionKind.Max,
        Aggregation.TopKMean => RegionKind.TopMean,
        Aggregation.Sum => RegionKind.Sum,
        _ => RegionKind.Mean,
    };
}
