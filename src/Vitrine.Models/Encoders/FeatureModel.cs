using System.Numerics.Tensors;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders;

/// <summary>A model on given features (<see cref="FeatureInputs"/>): what HiCHNet and the shallow baselines share at encoding.</summary>
public abstract class FeatureModel : Module, IRetrievalModel
{
    private const int BatchSize = 256;

    /// <param name="inputs">Becomes a part of the model.</param>
    protected FeatureModel(FeatureInputs inputs) => Inputs = AddChild("inputs", inputs);

    public FeatureInputs Inputs { get; }

    public abstract string Method { get; }

    public abstract IReadOnlyList<int> CodeBitsPerLayer { get; }

    public abstract int VectorDimensions { get; }

    /// <summary>The real-valued representations whose signs are the bits, all layers after each other.</summary>
    /// <param name="x">[batch, image dimensions]</param>
    /// <returns>[batch, bits]</returns>
    protected abstract Tensor RepresentImages(Tensor x);

    /// <summary>As <see cref="RepresentImages"/>, for bags of words.</summary>
    protected abstract Tensor RepresentTexts(TermBatch x);

    public Encodings EncodeImages(CatalogueStore store, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var features = FeatureTable.Open(store, Inputs.Extractor, cancellation: cancellation);
        return Encode(rows.Count, (start, count) =>
            RepresentImages(Inputs.Images(features, [.. Enumerable.Range(start, count).Select(i => rows[i])])), progress, cancellation);
    }

    public Encodings EncodeImageFiles(IReadOnlyList<byte[]> files, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var features = new FileFeatures(Inputs.Extractor, files);
        return Encode(files.Count, (start, count) => RepresentImages(Inputs.Images(features, [.. Enumerable.Range(start, count)])), progress, cancellation);
    }

    public Encodings EncodeTexts(IReadOnlyList<string> texts, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Encode(texts.Count, (start, count) =>
            RepresentTexts(TermBatch.Of([.. Enumerable.Range(start, count).Select(i => Inputs.Terms(texts[i]))])), progress, cancellation);

    private Encodings Encode(int count, Func<int, int, Tensor> represent, IProgress<int>? progress, CancellationToken cancellation)
    {
        var bits = CodeBitsPerLayer.Sum();
        var words = SignCodes.WordsPerCode(bits);
        var codes = new ulong[(long)count * words];
        var vectors = VectorDimensions == 0 ? null : new float[(long)count * VectorDimensions];
        for (var start = 0; start < count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = Math.Min(BatchSize, count - start);
            using var scope = Scope.Begin(recordGradients: false);
            var representations = represent(start, batch).Data;
            SignCodes.Pack(representations, bits, codes.AsSpan(start * words, batch * words), words);
            if (vectors is not null)
                UnitRows(representations, vectors.AsSpan(start * VectorDimensions), VectorDimensions);
            progress?.Report(start + batch);
        }

        return new Encodings(count, codes, vectors);
    }

    private static void UnitRows(ReadOnlySpan<float> rows, Span<float> unit, int width)
    {
        for (var start = 0; start < rows.Length; start += width)
        {
            var row = rows.Slice(start, width);
            var length = TensorPrimitives.Norm(row);
            TensorPrimitives.Multiply(row, length > 0 ? 1 / length : 0, unit[start..]);
        }
    }
}
