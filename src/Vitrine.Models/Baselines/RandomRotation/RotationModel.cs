using System.Numerics.Tensors;
using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.RandomRotation;

/// <summary>
/// The vectors of another model, less their mean, in other coordinates, and of these the signs. A query of several parts is the sum of its parts. Buffers: <c>rotation</c>
/// [bits, dimensions], <c>mean.photo</c> and <c>mean.title</c> [dimensions].
/// </summary>
public sealed class RotationModel : Module, IRetrievalModel
{
    private readonly IRetrievalModel origin;
    private readonly int dimensions;
    private readonly int bits;
    private readonly Tensor[] means;

    /// <param name="settings">Sizes.</param>
    /// <param name="origin">Whose vectors are rotated; taken over.</param>
    public RotationModel(RotationSettings settings, IRetrievalModel origin)
    {
        (this.origin, dimensions, bits) = (origin, settings.Dimensions, settings.Bits);
        Rotation = AddBuffer("rotation", [bits, dimensions]);
        means = [AddBuffer("mean.photo", [dimensions]), AddBuffer("mean.title", [dimensions])];
        Description = new ModelDescription(RotationMethod.MethodName)
        {
            CodeBitsPerLayer = [bits],
            HasBitWeights = true,
            CodesLabel = $"{RotationMethod.MethodName}-{bits}",
            ReadsGivenTexts = origin.Description.ReadsGivenTexts,
        };
    }

    public ModelDescription Description { get; }

    internal Tensor Rotation { get; }

    public IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default)
    {
        foreach (var block in origin.EncodeItems(source, field, items, cancellation))
        {
            var codes = new ulong[block.Items.Count * Description.CodeWords];
            var (centred, rotated) = (new float[dimensions], new float[bits]);
            for (var i = 0; i < block.Items.Count; i++)
            {
                TensorPrimitives.Subtract(block.Vectors.AsSpan(i * dimensions, dimensions), MeanOf(field).Data, centred);
                Rotate(centred, rotated);
                SignCodes.Pack(rotated, bits, codes.AsSpan(i * Description.CodeWords, Description.CodeWords), Description.CodeWords);
            }

            yield return new ItemBlock(block.Items, codes, null, null);
        }
    }

    public IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default)
    {
        var whole = origin.EncodeQueries(queries, field, cancellation); // knows which words say nothing
        var parts = queries.Select(QueryParts.Flatten).ToArray();
        // Each part as it is alone: its own vector, of which the mean of its own side is taken.
        var single = origin.EncodeQueries([.. parts.SelectMany(own => own).Select(part => new Query(part with { Weight = 1 }))], field, cancellation);
        var (encoded, next) = (new EncodedQuery[queries.Count], 0);
        for (var query = 0; query < encoded.Length; query++)
        {
            var sum = new float[dimensions];
            foreach (var part in parts[query])
            {
                var own = single[next++].Vector!.ToArray();
                TensorPrimitives.Subtract(own, MeanOf(part is TextPart or TitlePart ? ItemField.Title : ItemField.Photo).Data, own);
                TensorPrimitives.MultiplyAdd(own, part.Weight, sum, sum);
            }

            encoded[query] = Encode(sum, parts[query].Sum(part => Math.Abs(part.Weight)), whole[query]);
        }

        return encoded;
    }

    public void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores) => throw new NotSupportedException($"Models of {Description.Method} have no parts to score.");

    public Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default) =>
        new PartExplanation(this, Description).Of(query, EncodeItems(source, ItemField.Photo, [item], cancellation).Single(), cancellation);

    /// <summary>The mean vector of the photos, or the titles, that the model was made with.</summary>
    internal Tensor MeanOf(ItemField field) => means[field == ItemField.Photo ? 0 : 1];

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        origin.Dispose();
    }

    private EncodedQuery Encode(float[] sum, float parts, EncodedQuery whole)
    {
        var rotated = new float[bits];
        Rotate(sum, rotated);
        var code = new ulong[Description.CodeWords];
        SignCodes.Pack(rotated, bits, code, Description.CodeWords);
        TensorPrimitives.Abs(rotated, rotated);
        if (parts > 0)
            TensorPrimitives.Divide(rotated, parts, rotated);
        TensorPrimitives.Min(rotated, 1, rotated);
        return new EncodedQuery(code, null, null, whole.UnknownWords, whole.KnowsNothing) { BitWeights = rotated };
    }

    private void Rotate(ReadOnlySpan<float> vector, Span<float> rotated)
    {
        for (var bit = 0; bit < bits; bit++)
            rotated[bit] = TensorPrimitives.Dot(vector, Rotation.Data.Slice(bit * dimensions, dimensions));
    }
}
