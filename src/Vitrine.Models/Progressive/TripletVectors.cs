using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;

namespace Vitrine.Models.Progressive;

/// <summary>
/// What two towers make of triplets, computed once: photos of references and targets, and every phrasing. A stage that learns only the composition then needs
/// neither photos nor towers.
/// </summary>
internal sealed class TripletVectors
{
    // Texts that are encoded between two reports.
    private const int Page = 1024;

    private readonly Dictionary<int, int> photoOf = [];
    private readonly Dictionary<string, int> textOf = new(StringComparer.Ordinal);
    private readonly float[] photos, texts;
    private readonly int dimensions;

    private TripletVectors(ContrastiveModel towers, IItemSource source, IReadOnlyList<Triplet> triplets, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        dimensions = towers.Image.Dimensions;
        foreach (var item in triplets.SelectMany(triplet => triplet.Targets.Append(triplet.Reference)))
            photoOf.TryAdd(item, photoOf.Count);
        foreach (var phrasing in triplets.SelectMany(triplet => triplet.Phrasings))
            textOf.TryAdd(phrasing, textOf.Count);
        var (done, all) = (0, photoOf.Count + textOf.Count);
        photos = new float[(long)photoOf.Count * dimensions];
        foreach (var block in towers.EncodeItems(source, ItemField.Photo, [.. photoOf.Keys], cancellation))
        {
            block.Vectors!.CopyTo(photos, (long)done * dimensions);
            done += block.Items.Count;
            progress?.Report(TrainingProgress.Preparing(done, all));
        }

        texts = new float[(long)textOf.Count * dimensions];
        var encoded = 0L;
        foreach (var page in textOf.Keys.Chunk(Page))
        {
            foreach (var query in towers.EncodeQueries([.. page.Select(Query.Words)], ItemField.Photo, cancellation))
                query.Vector!.CopyTo(texts, encoded++ * dimensions);
            progress?.Report(TrainingProgress.Preparing(done += page.Length, all));
        }
    }

    /// <summary>Encodes all that some triplets speak of.</summary>
    public static TripletVectors Of(ContrastiveModel towers, IItemSource source, IReadOnlyList<Triplet> triplets,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) => new(towers, source, triplets, progress, cancellation);

    /// <summary>Of items. [items, d]</summary>
    public Tensor Photos(IReadOnlyList<int> items) => Rows(photos, items.Select(item => photoOf[item]), items.Count);

    /// <summary>Of phrasings. [phrasings, d]</summary>
    public Tensor Texts(IReadOnlyList<string> phrasings) => Rows(texts, phrasings.Select(phrasing => textOf[phrasing]), phrasings.Count);

    private Tensor Rows(float[] vectors, IEnumerable<int> places, int count)
    {
        var rows = Tensor.Empty([count, dimensions]);
        foreach (var (i, place) in places.Index())
            vectors.AsSpan(place * dimensions, dimensions).CopyTo(rows.Data[(i * dimensions)..]);
        return rows;
    }
}
