using Microsoft.Extensions.AI;
using Vitrine.Catalogue;

namespace Vitrine.Models.Embeddings;

/// <summary>
/// Models as embedding generators of Microsoft.Extensions.AI, so that other .NET software – vector stores, caches, pipelines – can use them without
/// knowing of Vitrine. The generators may be called from several threads (calls wait for each other) and dispose their model.
/// </summary>
public static class EmbeddingGenerators
{
    private const string Provider = "vitrine";

    /// <summary>Texts to vectors of unit length.</summary>
    /// <param name="model">A model that gives vectors; see <see cref="IRetrievalModel.VectorDimensions"/>.</param>
    /// <param name="name">The model's name, for the metadata.</param>
    /// <exception cref="UsageException">The model gives codes only.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> ForTexts(IRetrievalModel model, string? name = null) =>
        new ModelEmbeddingGenerator<string>(model, Metadata(model, name), (texts, cancellation) => model.EncodeTexts(texts, cancellation: cancellation));

    /// <summary>Image files (the data of each content) to vectors of unit length, in the same space as those of the texts.</summary>
    /// <inheritdoc cref="ForTexts"/>
    /// <remarks>A file that is no image throws <see cref="Catalogue.Images.ImageException"/>.</remarks>
    public static IEmbeddingGenerator<DataContent, Embedding<float>> ForImages(IRetrievalModel model, string? name = null) =>
        new ModelEmbeddingGenerator<DataContent>(model, Metadata(model, name),
            (images, cancellation) => model.EncodeImageFiles([.. images.Select(image => image.Data.ToArray())], cancellation: cancellation));

    private static EmbeddingGeneratorMetadata Metadata(IRetrievalModel model, string? name) => model.VectorDimensions > 0
        ? new EmbeddingGeneratorMetadata(Provider, null, name ?? model.Method, model.VectorDimensions)
        : throw new UsageException($"The model ({model.Method}) gives codes but no vectors.", "Use a method that gives vectors, such as contrastive.");
}
