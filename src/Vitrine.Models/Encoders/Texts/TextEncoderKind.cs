namespace Vitrine.Models.Encoders.Texts;

/// <summary>The text encoders that are trained from nothing.</summary>
public enum TextEncoderKind
{
    /// <summary>The mean of word vectors: fast, and hard to beat on titles, which are lists of words rather than sentences.</summary>
    Mean,

    /// <summary>A gated recurrent unit in both directions.</summary>
    Gru,

    /// <summary>Transformer layers on words and their places.</summary>
    Transformer,
}
