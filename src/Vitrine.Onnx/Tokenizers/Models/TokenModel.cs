namespace Vitrine.Onnx.Tokenizers;

/// <summary>Turns one piece of text (a word, or a whole text where nothing splits it) into token ids. Safe for many threads.</summary>
internal abstract class TokenModel
{
    /// <summary>Appends the ids of a non-empty piece.</summary>
    internal abstract void Encode(string piece, List<int> ids);

    /// <summary>The id of a token of the vocabulary; null where it has none.</summary>
    internal abstract int? IdOf(string token);

    /// <summary>The largest id of the vocabulary.</summary>
    internal abstract int LargestId { get; }
}
