using Microsoft.Extensions.AI;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Embeddings;

/// <summary>
/// A trained model of a store as embedding generators of Microsoft.Extensions.AI. All of them share the model: calls from several threads wait for each other, and it ends with this, not with a
/// generator.
/// </summary>
public sealed class StoreEmbeddings : IDisposable
{
    private readonly EncoderUse use;
    private readonly ModelGenerators generators;

    private StoreEmbeddings(IRetrievalModel model, string name)
    {
        Model = model.Description;
        use = new EncoderUse(model);
        generators = new ModelGenerators(use, ownsUse: false, model, name);
    }

    /// <summary>What the model gives, and how it is to be compared: by inner product, which is a cosine where vectors have unit length.</summary>
    public ModelDescription Model { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <exception cref="UsageException">There is no such model.</exception>
    /// <exception cref="CatalogueException">Its files are damaged.</exception>
    public static StoreEmbeddings Open(string storePath, string modelName) => new(Methods.Load(storePath, modelName), modelName);

    /// <summary>Texts to the vectors that photos are searched with.</summary>
    /// <exception cref="UsageException">The model gives no vectors.</exception>
    public IEmbeddingGenerator<string, Embedding<float>> Texts() => generators.Texts();

    /// <summary>Image files (the data of each content) to vectors in the space of those of the texts.</summary>
    /// <exception cref="UsageException">The model gives no vectors.</exception>
    /// <remarks>A file that is no image throws <see cref="Catalogue.Images.ImageException"/>.</remarks>
    public IEmbeddingGenerator<DataContent, Embedding<float>> Images() => generators.Images();

    /// <summary>Texts to the codes that photos are searched with; bit i of a code is bit i of the embedding.</summary>
    /// <exception cref="UsageException">The model gives no codes.</exception>
    public IEmbeddingGenerator<string, BinaryEmbedding> TextCodes() => generators.TextCodes();

    /// <summary>Image files to codes among which those of the texts find theirs, by Hamming distance.</summary>
    /// <exception cref="UsageException">The model gives no codes.</exception>
    /// <remarks>As for <see cref="Images"/>.</remarks>
    public IEmbeddingGenerator<DataContent, BinaryEmbedding> ImageCodes() => generators.ImageCodes();

    /// <summary>Ends the model, and with it all generators.</summary>
    public void Dispose() => use.Dispose();
}
