using System.Numerics.Tensors;
using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.RandomRotation;

/// <summary>
/// The vectors of another model, less their mean, in other coordinates, and of these the signs. A query of several parts is the sum of its parts. Buffers: <c>rotation</c>
/// [bits, dimensions], <c>mean.photo</c> and <c>mean.title</c> [dimensions].
/// </summary>
public sealed class RotationModel : Module, IRetrievalModel, IScoreEstimates
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

    /// <inheritdoc/>
    public IEnumerable<(int Item, ScoreEstimate Estimate)> EstimatesOf(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default)
    {
        var (asked, seen) = (MeanOf(field == ItemField.Photo ? ItemField.Title : ItemField.Photo), new HashSet<int>());
        foreach (var block in origin.EncodeItems(source, field, items, cancellation))
        {
            for (var i = 0; i < block.Items.Count; i++)
            {
                if (!seen.Add(block.Items[i]))
                    continue; // a further photo of a product
                var residual = new float[dimensions];
                TensorPrimitives.Subtract(block.Vectors.AsSpan(i * dimensions, dimensions), MeanOf(field).Data, residual);
                yield return (block.Items[i], EstimateOf(residual, asked.Data));
            }
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

    private ScoreEstimate EstimateOf(ReadOnlySpan<float> residual, ReadOnlySpan<float> asked)
    {
        var (rotated, direction) = (new float[bits], new float[dimensions]); // direction: uᵀP
        Rotate(residual, rotated);
        for (var bit = 0; bit < bits; bit++)
            TensorPrimitives.MultiplyAdd(Rotation.Data.Slice(bit * dimensions, dimensions), rotated[bit] < 0 ? -1 : 1, direction, direction);
        double squared = TensorPrimitives.SumOfSquares(residual), along = TensorPrimitives.SumOfMagnitudes<float>(rotated);
        if (squared == 0 || along == 0)
            return new ScoreEstimate(0, TensorPrimitives.Dot(residual, asked), 0);
        var cosine = along / Math.Sqrt(squared * TensorPrimitives.SumOfSquares<float>(direction));
        var spread = Math.Sqrt(squared * Math.Max(0, 1 / (cosine * cosine) - 1) / Math.Max(1, dimensions - 1));
        return new ScoreEstimate((float)(squared / along), TensorPrimitives.Dot(residual, asked), (float)spread);
    }

    private void Rotate(ReadOnlySpan<float> vector, Span<float> rotated)
    {
        for (var bit = 0; bit < bits; bit++)
            rotated[bit] = TensorPrimitives.Dot(vector, Rotation.Data.Slice(bit * dimensions, dimensions));
    }
}
