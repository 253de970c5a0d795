using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A published CLIP as a retrieval model, as it is: vectors of unit length for photos and texts, no codes.</summary>
public sealed class ClipRetrieval : IRetrievalModel
{
    private const int PhotosPerBatch = 32;
    private const int TextsPerBatch = 64;

    private readonly ClipImages images;
    private readonly ClipTokenizer tokenizer;

    private ClipRetrieval(ClipImages images, ClipTokenizer tokenizer) => (this.images, this.tokenizer) = (images, tokenizer);

    public string Method => ClipMethod.MethodName;

    public IReadOnlyList<int> CodeBitsPerLayer => [];

    public int VectorDimensions => images.Dimensions;

    /// <summary>Loads a folder in the Hugging Face layout: <c>config.json</c>, <c>model.safetensors</c>, <c>vocab.json</c>, <c>merges.txt</c> and, where they are, <c>preprocessor_config.json</c> and <c>tokenizer_config.json</c>.</summary>
    /// <exception cref="UsageException">A file is missing, or the folder holds another kind of network.</exception>
    /// <exception cref="BadDataException">A file cannot be understood or does not fit the others.</exception>
    public static ClipRetrieval Load(string folder)
    {
        var (images, tokenizer) = LoadParts(folder);
        return new ClipRetrieval(images, tokenizer);
    }

    /// <summary>What <see cref="Load"/> puts together, for trainings: both towers and the tokeniser that fits them.</summary>
    internal static (ClipImages Network, ClipTokenizer Tokenizer) LoadParts(string folder)
    {
        var tokenizer = ClipTokenizer.Load(folder);
        var network = ImageNetwork.Load(folder);
        if (network is not ClipImages clip)
        {
            network.Dispose();
            throw new UsageException($"{folder} holds an image network; texts need a CLIP model.", "Give a folder whose config.json says model_type clip.");
        }

        if (tokenizer.VocabularySize <= clip.Model.Config.Vocabulary && tokenizer.ContextLength <= clip.Model.Config.Context)
            return (clip, tokenizer);
        network.Dispose();
        throw new BadDataException(Path.Combine(folder, "vocab.json"), null, null,
            $"{tokenizer.VocabularySize} tokens and texts of {tokenizer.ContextLength}",
            $"at most {clip.Model.Config.Vocabulary} and {clip.Model.Config.Context}, as config.json has it", "Take all files from the same model.");
    }

    public Encodings EncodeImages(CatalogueStore store, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        EncodePhotos(rows.Count, i => store.ReadImage(rows[i]), progress, cancellation);

    public Encodings EncodeImageFiles(IReadOnlyList<byte[]> files, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        EncodePhotos(files.Count, i => files[i], progress, cancellation);

    public Encodings EncodeTexts(IReadOnlyList<string> texts, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Encode(texts.Count, TextsPerBatch, (start, count) =>
        {
            var ids = tokenizer.EncodeBatch([.. texts.Skip(start).Take(count)]);
            return images.Model.EncodeTexts(ids, count);
        }, progress, cancellation);

    public void Dispose() => images.Dispose();

    private Encodings EncodePhotos(int count, Func<int, byte[]> read, IProgress<int>? progress, CancellationToken cancellation) =>
        Encode(count, PhotosPerBatch, (start, batch) => images.Forward(images.Preprocessing.PrepareFiles(batch, i => read(start + i), cancellation)).Vectors, progress, cancellation);

    private Encodings Encode(int count, int perBatch, Func<int, int, Tensor> encode, IProgress<int>? progress, CancellationToken cancellation)
    {
        var width = VectorDimensions;
        var vectors = new float[(long)count * width];
        for (var start = 0; start < count; start += perBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = Math.Min(perBatch, count - start);
            using var scope = Scope.Begin(recordGradients: false);
            encode(start, batch).L2Normalise().Data.CopyTo(vectors.AsSpan(start * width));
            progress?.Report(start + batch);
        }

        return new Encodings(count, null, vectors);
    }
}
