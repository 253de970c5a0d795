using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench.Measuring;

/// <summary>What a model gives of a gallery before anything of it is stored: codes, float32 vectors, parts. Every query is compared with all of it.</summary>
internal sealed class ExhaustiveGallery
{
    private readonly IRetrievalModel model;
    private readonly CodeSet? codes;
    private readonly VectorSet? vectors;
    private readonly List<ItemParts> parts = [];

    private ExhaustiveGallery(IRetrievalModel model, CodeSet? codes, VectorSet? vectors, IEnumerable<ItemParts> parts)
    {
        (this.model, this.codes, this.vectors) = (model, codes, vectors);
        this.parts.AddRange(parts);
    }

    public static ExhaustiveGallery Of(IRetrievalModel model, IItemSource items, ItemField field, IReadOnlyList<int> rows, SearchBy by, CancellationToken cancellation)
    {
        ItemBlock[] blocks = [.. model.EncodeItems(items, field, rows, cancellation)];
        return by == SearchBy.Codes
            ? new ExhaustiveGallery(model, CodeSet.FromRows([.. blocks.SelectMany(block => block.Codes!)], new CodeLayout(model.Description.CodeBitsPerLayer)), null, [])
            : new ExhaustiveGallery(model, null, VectorSet.FromRows([.. blocks.SelectMany(block => block.Vectors!)], model.Description.VectorDimensions),
                blocks.Select(block => block.Parts).OfType<ItemParts>());
    }

    /// <summary>Whether a query is scored by the model itself, which is made for one thread.</summary>
    public bool NeedsModel(EncodedQuery query) => parts.Count > 0 && query.Parts is not null;

    public void Scores(EncodedQuery query, Span<float> scores)
    {
        if (codes is not null)
        {
            var distances = new ushort[scores.Length];
            codes.Distances(query.Code, distances);
            for (var i = 0; i < scores.Length; i++)
                scores[i] = -distances[i];
        }
        else if (NeedsModel(query))
        {
            var first = 0;
            foreach (var block in parts)
            {
                model.ScoreParts(query, block, scores.Slice(first, block.Count));
                first += block.Count;
            }
        }
        else
        {
            vectors!.Scores(query.Vector, scores);
        }
    }
}
