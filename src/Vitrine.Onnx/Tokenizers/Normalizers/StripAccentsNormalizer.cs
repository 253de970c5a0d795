namespace Vitrine.Onnx.Tokenizers;

/// <summary>Drops combining marks; accents that are one character with their letter stay, unless form D went before.</summary>
internal sealed class StripAccentsNormalizer : Normalizer
{
    internal override string Apply(string text) => Characters.Without(text, Characters.IsMark);
}
