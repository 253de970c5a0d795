using Microsoft.Extensions.AI;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;

namespace Vitrine.Models.Embeddings;

/// <summary>
/// Models as embedding generators of Microsoft.Extensions.AI, so that other .NET software – vector stores, caches, pipelines – can use them without
/// knowing of Vitrine. The generators may be called from several threads (calls wait for each other) and dispose their model.
/// </summary>
public static class EmbeddingGenerators
{
    internal const string Provider = "vitrine";
    private const int BatchSize = 32;

    /// <summary>Texts to the vectors that photos are searched with.</summary>
    /// <param name="model">A model that gives vectors; see <see cref="ModelDescription.VectorDimensions"/>.</param>
    /// <param name="name">The model's name, for the metadata.</param>
    /// <exception cref="UsageException">The model gives codes only.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> ForTexts(IRetrievalModel model, string? name = null) => Of(model, name).Texts();

    /// <summary>Texts to the codes that photos are searched with; bit i of a code is bit i of the embedding.</summary>
    /// <param name="model">A model that gives codes; see <see cref="ModelDescription.CodeBitsPerLayer"/>.</param>
    /// <param name="name">The model's name, for the metadata.</param>
    /// <exception cref="UsageException">The model gives vectors only.</exception>
    public static IEmbeddingGenerator<string, BinaryEmbedding> ForTextCodes(IRetrievalModel model, string? name = null) => Of(model, name).TextCodes();

    /// <summary>Texts to vectors of unit length, by a text encoder alone.</summary>
    /// <param name="encoder">Of any model, or with its own words only.</param>
    /// <param name="name">Its name, for the metadata.</param>
    public static IEmbeddingGenerator<string, Embedding<float>> ForTexts(TextEncoder encoder, string name)
    {
        encoder.Eval();
        return Of<string>(encoder, name, encoder.Dimensions, (texts, cancellation) =>
            UnitVectors(texts.Count, encoder.Dimensions, (start, count) => encoder.Forward([.. texts.Skip(start).Take(count).Select(encoder.Tokens)]), cancellation));
    }

    /// <summary>Image files (the data of each content) to vectors in the same space as those of the texts.</summary>
    /// <param name="model">A model that gives vectors; see <see cref="ModelDescription.VectorDimensions"/>.</param>
    /// <param name="name">The model's name, for the metadata.</param>
    /// <exception cref="UsageException">The model gives codes only.</exception>
    /// <remarks>A file that is no image throws <see cref="Catalogue.Images.ImageException"/>.</remarks>
    public static IEmbeddingGenerator<DataContent, Embedding<float>> ForImages(IRetrievalModel model, string? name = null) => Of(model, name).Images();

    /// <summary>Image files (the data of each content) to codes among which those of the texts find theirs, by Hamming distance.</summary>
    /// <param name="model">A model that gives codes; see <see cref="ModelDescription.CodeBitsPerLayer"/>.</param>
    /// <param name="name">The model's name, for the metadata.</param>
    /// <exception cref="UsageException">The model gives vectors only.</exception>
    /// <remarks>A file that is no image throws <see cref="Catalogue.Images.ImageException"/>.</remarks>
    public static IEmbeddingGenerator<DataContent, BinaryEmbedding> ForImageCodes(IRetrievalModel model, string? name = null) => Of(model, name).ImageCodes();

    /// <summary>Image files to vectors of unit length, by a network that knows no texts.</summary>
    /// <param name="network">See <see cref="ImageNetworks.Load"/>.</param>
    /// <param name="name">Its name, for the metadata.</param>
    /// <remarks>A file that is no image throws <see cref="Catalogue.Images.ImageException"/>.</remarks>
    public static IEmbeddingGenerator<DataContent, Embedding<float>> ForImages(ImageNetwork network, string name)
    {
        network.Eval();
        return Of<DataContent>(network, name, network.Dimensions, (images, cancellation) =>
            UnitVectors(images.Count, network.Dimensions, (start, count) =>
                network.Forward(network.Preprocessing.PrepareFiles(count, i => images[start + i].Data.ToArray(), cancellation)).Vectors, cancellation));
    }

    private static ModelGenerators Of(IRetrievalModel model, string? name) => new(new EncoderUse(model), ownsUse: true, model, name ?? model.Description.Method);

    private static ModelEmbeddingGenerator<TInput, Embedding<float>> Of<TInput>(IDisposable encoder, string name, int dimensions, Func<IReadOnlyList<TInput>, CancellationToken, IEnumerable<Embedding<float>>> encode) =>
        new(new EncoderUse(encoder), ownsUse: true, new EmbeddingGeneratorMetadata(Provider, null, name, dimensions), encode);

    private static List<Embedding<float>> UnitVectors(int count, int dimensions, Func<int, int, Tensor> encode, CancellationToken cancellation)
    {
        var embeddings = new List<Embedding<float>>(count);
        for (var start = 0; start < count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = Scope.Begin(recordGradients: false);
            var vectors = encode(start, Math.Min(BatchSize, count - start)).L2Normalise().Data.ToArray();
            embeddings.AddRange(vectors.Chunk(dimensions).Select(vector => new Embedding<float>(vector)));
        }

        return embeddings;
    }
}
