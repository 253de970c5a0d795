using Microsoft.Extensions.AI;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Items;
using Vitrine.Tensors;

namespace Vitrine.Models.Embeddings;

/// <summary>
/// Models as embedding generators of Microsoft.Extensions.AI, so that other .NET software – vector stores, caches, pipelines – can use them without
/// knowing of Vitrine. The generators may be called from several threads (calls wait for each other) and dispose their model.
/// </summary>
public static class EmbeddingGenerators
{
    private const string Provider = "vitrine";
    private const int BatchSize = 32;

    /// <summary>Texts to the vectors that photos are searched with.</summary>
    /// <param name="model">A model that gives vectors; see <see cref="ModelDescription.VectorDimensions"/>.</param>
    /// <param name="name">The model's name, for the metadata.</param>
    /// <exception cref="UsageException">The model gives codes only.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> ForTexts(IRetrievalModel model, string? name = null) =>
        new ModelEmbeddingGenerator<string>(model, Metadata(model, name), (texts, cancellation) =>
            Joined(model.EncodeQueries([.. texts.Select(Query.Words)], ItemField.Photo, cancellation).Select(query => query.Vector!)));

    /// <summary>Texts to vectors of unit length, by a text encoder alone.</summary>
    /// <param name="encoder">Of any model, or with its own words only.</param>
    /// <param name="name">Its name, for the metadata.</param>
    public static IEmbeddingGenerator<string, Embedding<float>> ForTexts(TextEncoder encoder, string name)
    {
        encoder.Eval();
        return new ModelEmbeddingGenerator<string>(encoder, new EmbeddingGeneratorMetadata(Provider, null, name, encoder.Dimensions), (texts, cancellation) =>
            UnitVectors(texts.Count, encoder.Dimensions, (start, count) => encoder.Forward([.. texts.Skip(start).Take(count).Select(encoder.Tokens)]), cancellation));
    }

    /// <summary>Image files (the data of each content) to vectors in the same space as those of the texts.</summary>
    /// <param name="model">A model that gives vectors; see <see cref="ModelDescription.VectorDimensions"/>.</param>
    /// <param name="name">The model's name, for the metadata.</param>
    /// <exception cref="UsageException">The model gives codes only.</exception>
    /// <remarks>A file that is no image throws <see cref="Catalogue.Images.ImageException"/>.</remarks>
    public static IEmbeddingGenerator<DataContent, Embedding<float>> ForImages(IRetrievalModel model, string? name = null) =>
        new ModelEmbeddingGenerator<DataContent>(model, Metadata(model, name),
            (images, cancellation) => Joined(model.EncodeItems(new FileItems([.. images.Select(image => image.Data.ToArray())]), ItemField.Photo,
                [.. Enumerable.Range(0, images.Count)], cancellation).Select(block => block.Vectors!)));

    /// <summary>Image files to vectors of unit length, by a network that knows no texts.</summary>
    /// <param name="network">See <see cref="ImageNetworks.Load"/>.</param>
    /// <param name="name">Its name, for the metadata.</param>
    /// <remarks>A file that is no image throws <see cref="Catalogue.Images.ImageException"/>.</remarks>
    public static IEmbeddingGenerator<DataContent, Embedding<float>> ForImages(ImageNetwork network, string name)
    {
        network.Eval();
        return new ModelEmbeddingGenerator<DataContent>(network, new EmbeddingGeneratorMetadata(Provider, null, name, network.Dimensions), (images, cancellation) =>
            UnitVectors(images.Count, network.Dimensions, (start, count) =>
                network.Forward(network.Preprocessing.PrepareFiles(count, i => images[start + i].Data.ToArray(), cancellation)).Vectors, cancellation));
    }

    private static float[] UnitVectors(int count, int dimensions, Func<int, int, Tensor> encode, CancellationToken cancellation)
    {
        var vectors = new float[(long)count * dimensions];
        for (var start = 0; start < count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = Scope.Begin(recordGradients: false);
            encode(start, Math.Min(BatchSize, count - start)).L2Normalise().Data.CopyTo(vectors.AsSpan(start * dimensions));
        }

        return vectors;
    }

    private static float[] Joined(IEnumerable<float[]> vectors) => [.. vectors.SelectMany(vector => vector)];

    private static EmbeddingGeneratorMetadata Metadata(IRetrievalModel model, string? name) => model.Description is { HasVectors: true } description
        ? new EmbeddingGeneratorMetadata(Provider, null, name ?? description.Method, description.VectorDimensions)
        : throw new UsageException($"The model ({model.Description.Method}) gives codes but no vectors.", "Use a method that gives vectors, such as contrastive.");
}
