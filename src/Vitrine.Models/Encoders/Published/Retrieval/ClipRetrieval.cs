using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;
using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A published CLIP as a retrieval model, as it is: vectors of unit length for photos and texts, no codes.</summary>
public sealed class ClipRetrieval : TwoSidedModel
{
    private readonly ClipImages images;
    private readonly Tokenizer tokenizer;

    private ClipRetrieval(ClipImages images, Tokenizer tokenizer) => (this.images, this.tokenizer) = (AddChild("clip", images), tokenizer);

    public override ModelDescription Description => new(ClipMethod.MethodName) { VectorDimensions = images.Dimensions, HasUnitVectors = true };

    protected override int Width => images.Dimensions;

    // Larger ones are not faster: the filters' share of the memory traffic is small by then.
    protected override int BatchSize => 32;

    /// <summary>Loads a folder in the Hugging Face layout: <c>config.json</c>, <c>model.safetensors</c>, the tokeniser (<c>vocab.json</c> and <c>merges.txt</c>, or <c>tokenizer.json</c>) and, where they are, <c>preprocessor_config.json</c> and <c>tokenizer_config.json</c>.</summary>
    /// <exception cref="UsageException">A file is missing, or the folder holds another kind of network.</exception>
    /// <exception cref="BadDataException">A file cannot be understood or does not fit the others.</exception>
    public static ClipRetrieval Load(string folder)
    {
        var (images, tokenizer) = LoadParts(folder);
        return new ClipRetrieval(images, tokenizer);
    }

    /// <summary>What <see cref="Load"/> puts together, for trainings: both towers and the tokeniser that fits them.</summary>
    internal static (ClipImages Network, Tokenizer Tokenizer) LoadParts(string folder)
    {
        var tokenizer = Tokenizer.Load(folder);
        var network = ImageNetworks.Load(folder);
        if (network is not ClipImages clip)
        {
            network.Dispose();
            throw new UsageException($"{folder} holds an image network; texts need a CLIP model.", "Give a folder whose config.json says model_type clip.");
        }

        var config = clip.Model.Config;
        var length = tokenizer.MaxLength ?? config.Context;
        if (tokenizer.VocabularySize <= config.Vocabulary && length <= config.Context)
            return (clip, tokenizer);
        network.Dispose();
        throw new BadDataException(folder, null, null, $"a tokeniser of {tokenizer.VocabularySize} tokens and texts of {length}",
            $"at most {config.Vocabulary} and {config.Context}, as config.json has it", "Take all files from the same model.");
    }

    protected override Tensor RepresentTexts(IReadOnlyList<string> texts)
    {
        // All of one length, so that a text alone gets the same bits as in a batch.
        var batch = tokenizer.EncodeBatch(texts, tokenizer.MaxLength ?? images.Model.Config.Context, fills: true);
        return images.Model.EncodeTexts(Array.ConvertAll(batch.Ids, id => (int)id), texts.Count);
    }

    protected override IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation) => new ClipPhotos(images, source, cancellation);

    // Its pieces of words make up any word.
    protected override (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text) => ([], false);

    private sealed class ClipPhotos(ClipImages images, IItemSource source, CancellationToken cancellation) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items)
        {
            var photos = items.ToArray();
            return new PhotoBatch(images.Forward(images.Preprocessing.PrepareFiles(photos.Length, i => source.ReadPhoto(photos[i]), cancellation)).Vectors);
        }

        public void Dispose()
        {
        }
    }
}
