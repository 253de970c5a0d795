using System.Collections;
using Microsoft.Extensions.AI;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Models.Embeddings;

/// <summary>The generators that a trained model can be: of texts or image files, vectors or codes.</summary>
/// <param name="use">The model in use.</param>
/// <param name="ownsUse">Whether it ends with a generator.</param>
/// <param name="model">The model.</param>
/// <param name="name">What generators call it.</param>
internal sealed class ModelGenerators(EncoderUse use, bool ownsUse, IRetrievalModel model, string name)
{
    private ModelDescription Description => model.Description;

    public IEmbeddingGenerator<string, Embedding<float>> Texts() =>
        Generator<string, Embedding<float>>(WithVectors(), (texts, cancellation) => Encoded(texts, cancellation).Select(query => new Embedding<float>(query.Vector!)));

    public IEmbeddingGenerator<DataContent, Embedding<float>> Images() =>
        Generator<DataContent, Embedding<float>>(WithVectors(), (images, cancellation) => Encoded(images, cancellation).SelectMany(block => block.Vectors!.Chunk(Description.VectorDimensions)).Select(vector => new Embedding<float>(vector)));

    public IEmbeddingGenerator<string, BinaryEmbedding> TextCodes() =>
        Generator<string, BinaryEmbedding>(WithCodes(), (texts, cancellation) => Encoded(texts, cancellation).Select(query => OfCode(query.Code!)));

    public IEmbeddingGenerator<DataContent, BinaryEmbedding> ImageCodes() =>
        Generator<DataContent, BinaryEmbedding>(WithCodes(), (images, cancellation) => Encoded(images, cancellation).SelectMany(block => block.Codes!.Chunk(Description.CodeWords)).Select(OfCode));

    private ModelEmbeddingGenerator<TInput, TEmbedding> Generator<TInput, TEmbedding>(int dimensions, Func<IReadOnlyList<TInput>, CancellationToken, IEnumerable<TEmbedding>> encode)
        where TEmbedding : Embedding => new(use, ownsUse, new EmbeddingGeneratorMetadata(EmbeddingGenerators.Provider, null, name, dimensions), encode);

    private IEnumerable<EncodedQuery> Encoded(IReadOnlyList<string> texts, CancellationToken cancellation) => model.EncodeQueries([.. texts.Select(Query.Words)], ItemField.Photo, cancellation);

    private IEnumerable<ItemBlock> Encoded(IReadOnlyList<DataContent> images, CancellationToken cancellation) =>
        model.EncodeItems(new FileItems([.. images.Select(image => image.Data.ToArray())]), ItemField.Photo, [.. Enumerable.Range(0, images.Count)], cancellation);

    private int WithVectors() => Description.HasVectors
        ? Description.VectorDimensions
        : throw new UsageException($"The model ({Description.Method}) gives codes but no vectors.", "Use a method that gives vectors, such as contrastive, or ask for its codes.");

    private int WithCodes() => Description.HasCodes
        ? Description.CodeBitsPerLayer.Sum()
        : throw new UsageException($"The model ({Description.Method}) gives vectors but no codes.", "Use a method that gives codes, such as hichnet, or ask for its vectors.");

    private BinaryEmbedding OfCode(ulong[] code)
    {
        var bits = new BitArray(Description.CodeBitsPerLayer.Sum());
        for (var i = 0; i < bits.Length; i++)
            bits[i] = (code[i >> 6] >> i & 1) != 0;
        return new BinaryEmbedding(bits);
    }
}
