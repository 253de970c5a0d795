namespace Vitrine.Onnx.Tokenizers;

/// <summary>Splits a text into the pieces that the model encodes one by one. Safe for many threads.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Leaves every text in one piece.</summary>
    internal static readonly PreTokenizer None = new PreTokenizerSequence([]);

    /// <summary>Appends the pieces of a piece, none of which is empty.</summary>
    internal abstract void Split(Piece piece, List<Piece> pieces);
}
