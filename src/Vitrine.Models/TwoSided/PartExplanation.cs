using System.Numerics;
using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.TwoSided;

/// <summary>Takes scores apart that are linear in the query: by the parts of the query for vectors, by the layers of the tree for codes.</summary>
internal sealed class PartExplanation(IRetrievalModel model, ModelDescription description)
{
    /// <param name="query">What was asked.</param>
    /// <param name="item">The item, encoded.</param>
    /// <param name="cancellation">Stops.</param>
    public Explanation Of(Query query, ItemBlock item, CancellationToken cancellation) => description.HasVectors
        ? ByParts(query, item.Vectors!, cancellation)
        : ByLayers(query, item.Codes!, cancellation);

    // ⟨Σ w_p v_p, x⟩ / ‖Σ w_p v_p‖, the shares of the parts as they are added up.
    private Explanation ByParts(Query query, float[] item, CancellationToken cancellation)
    {
        var parts = QueryParts.Flatten(query);
        var whole = model.EncodeQueries([query], ItemField.Photo, cancellation)[0].Vector!;
        var single = model.EncodeQueries([.. parts.Select(part => new Query(part with { Weight = 1 }))], ItemField.Photo, cancellation);
        var sum = new float[whole.Length];
        for (var part = 0; part < single.Count; part++)
            TensorPrimitives.MultiplyAdd(single[part].Vector!, parts[part].Weight, sum, sum);
        var length = description.HasUnitVectors ? TensorPrimitives.Norm<float>(sum) : 1;
        return new Explanation(TensorPrimitives.Dot<float>(whole, item), [.. single.Select((encoded, part) => new ScoreShare(ShareKind.QueryPart, parts[part].Label,
            length > 0 ? parts[part].Weight * TensorPrimitives.Dot<float>(encoded.Vector!, item) / length : 0))], []);
    }

    private Explanation ByLayers(Query query, ulong[] item, CancellationToken cancellation)
    {
        var code = model.EncodeQueries([query], ItemField.Photo, cancellation)[0].Code!;
        var shares = new List<ScoreShare>();
        var bit = 0;
        foreach (var (layer, bits) in description.CodeBitsPerLayer.Index())
        {
            var differing = 0;
            for (var end = bit + bits; bit < end; bit++)
                differing += (int)((code[bit / 64] ^ item[bit / 64]) >> (bit % 64) & 1);
            shares.Add(new ScoreShare(ShareKind.Layer, $"layer {layer + 1}", -differing));
        }

        return new Explanation(-code.Zip(item).Sum(pair => BitOperations.PopCount(pair.First ^ pair.Second)), shares, []);
    }
}
