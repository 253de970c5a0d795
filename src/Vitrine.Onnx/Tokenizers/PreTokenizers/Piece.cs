namespace Vitrine.Onnx.Tokenizers;

/// <summary>A part of the normalised text that the model encodes by itself.</summary>
/// <param name="Text">Not empty.</param>
/// <param name="OpensText">Whether the original text begins with it.</param>
internal readonly record struct Piece(string Text, bool OpensText)
{
    /// <summary>A part of this piece.</summary>
    internal Piece Part(int start, int end) => start == 0 && end == Text.Length ? this : new(Text[start..end], OpensText && start == 0);
}
