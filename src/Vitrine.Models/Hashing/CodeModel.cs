using System.Numerics.Tensors;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;

namespace Vitrine.Models.Hashing;

/// <summary>
/// A model whose codes are the signs of real-valued hash representations h, and whose queries say how sure each sign is: bit i weighs min(|h_i|, 1), the
/// weighted retrieval of SHOH (Sun et al., TOMM 2024), d = Σ over differing bits of min(|h_i|, 1). The codes of items stay as they are.
/// </summary>
/// <remarks>The h of a query of several parts is the mean of theirs by their weights, so that the weights of all parts doubled change nothing.</remarks>
public abstract class CodeModel : FeatureModel, IRetrievalModel
{
    private readonly Representations representations;

    /// <param name="inputs">Becomes a part of the model.</param>
    protected CodeModel(FeatureInputs inputs)
        : base(inputs) => representations = new Representations(this);

    /// <inheritdoc cref="IRetrievalModel.EncodeQueries"/>
    public new IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default)
    {
        if (!Description.HasBitWeights)
            return base.EncodeQueries(queries, field, cancellation);
        var wasTraining = IsTraining;
        Eval();
        try
        {
            return [.. representations.EncodeQueries(queries, field, cancellation).Select((encoded, i) =>
                encoded with { Vector = null, BitWeights = WeightsOf(encoded.Vector!, QueryParts.Flatten(queries[i]).Sum(part => Math.Abs(part.Weight))) })];
        }
        finally
        {
            Train(wasTraining);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        representations.Dispose();
    }

    private static float[] WeightsOf(float[] sum, float parts)
    {
        TensorPrimitives.Abs(sum, sum);
        if (parts > 0)
            TensorPrimitives.Divide(sum, parts, sum);
        TensorPrimitives.Min(sum, 1, sum);
        return sum;
    }

    /// <summary>The same networks, seen as a model that gives h itself beside its signs.</summary>
    private sealed class Representations(CodeModel model) : TwoSidedModel
    {
        private ModelDescription? description;

        public override ModelDescription Description => description ??= model.Description with { VectorDimensions = model.Width, HasUnitVectors = false };

        protected override int BatchSize => model.BatchSize;

        protected override int Width => model.Width;

        protected override IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation) => model.OpenPhotos(source, cancellation);

        protected override Tensor RepresentTexts(IReadOnlyList<string> texts) => model.RepresentTexts(texts);

        protected override Tensor RepresentTitles(IItemSource source, IReadOnlyList<int> items) => model.RepresentTitles(source, items);

        protected override (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text) => model.UnknownWords(text);
    }
}
