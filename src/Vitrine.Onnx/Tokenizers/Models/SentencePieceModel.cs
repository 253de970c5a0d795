using Microsoft.ML.Tokenizers;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>A model file of SentencePiece (Kudo and Richardson, EMNLP 2018), unigram or byte-pair, which brings its own normalisation; read by Microsoft.ML.Tokenizers.</summary>
internal sealed class SentencePieceModel : TokenModel
{
    private readonly string path;
    private readonly SentencePieceTokenizer pieces;

    private SentencePieceModel(string path, SentencePieceTokenizer pieces) => (this.path, this.pieces) = (path, pieces);

    internal Vocabulary Vocabulary => new(new(pieces.Vocabulary));

    internal override int LargestId => pieces.Vocabulary.Values.Max();

    internal static SentencePieceModel Read(string path)
    {
        JsonFile.RequireSize(path);
        try
        {
            using var file = File.OpenRead(path);
            return new(path, SentencePieceTokenizer.Create(file, addBeginningOfSentence: false, addEndOfSentence: false));
        }
        catch (Exception exception) when (IsFault(exception))
        {
            throw Broken(path, exception);
        }
    }

    internal override int? IdOf(string token) => pieces.Vocabulary.TryGetValue(token, out var id) ? id : null;

    internal override void Encode(string piece, List<int> ids)
    {
        try
        {
            ids.AddRange(pieces.EncodeToIds(piece, addBeginningOfSentence: false, addEndOfSentence: false));
        }
        catch (Exception exception) when (IsFault(exception))
        {
            throw Broken(path, exception);
        }
    }

    // What the library throws at a damaged model is whatever its parser and its tables run into.
    private static bool IsFault(Exception exception) => exception is not (OutOfMemoryException or IOException or CatalogueException);

    private static BadDataException Broken(string path, Exception exception) =>
        new(path, null, null, $"no model of SentencePiece that can be read ({exception.Message.TrimEnd('.')})", "a whole spiece.model, unigram or BPE", null, exception);
}
