using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>Words and sizes of a <see cref="TextEncoder"/>, as a model card keeps them.</summary>
/// <param name="Kind">Which network.</param>
/// <param name="Vocabulary">The known words; for <see cref="TextEncoderKind.Mean"/> it may hold pairs of words as well (<see cref="Vocabulary.BuildWithPairs"/>).</param>
/// <param name="WordDimensions">Dimensions of a word's vector; those of <see cref="WordVectors"/> where words start from known vectors.</param>
/// <param name="Dimensions">Dimensions of a text's vector.</param>
public sealed record TextEncoderSettings(TextEncoderKind Kind, Vocabulary Vocabulary, int WordDimensions, int Dimensions)
{
    /// <summary>Mean: features between the two linear maps. GRU: features of the state of each direction. Transformer: features between the linear maps of a layer.</summary>
    public int Hidden { get; init; } = 256;

    /// <summary>Transformer only: how many layers.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Transformer only: heads that share the word dimensions.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>GRU and transformer: a longer text loses its tail. Titles have about ten words; the end of a description says little of how a product looks.</summary>
    public int MostWords { get; init; } = 48;

    /// <summary>Where the first vectors of the words came from; null: drawn at random.</summary>
    public WordOrigin? WordVectors { get; init; }

    /// <summary>The name of a published network in the store's encoders whose sentence vectors the words are added to; null: the words are all.</summary>
    public string? Published { get; init; }

    /// <summary>Share of features dropped in training: of the text's vector before the last map, and inside each transformer layer.</summary>
    public float Dropout { get; init; }

    /// <summary>Throws for sizes that make no network.</summary>
    /// <exception cref="UsageException">A size is out of range.</exception>
    internal TextEncoderSettings Checked()
    {
        Require(WordDimensions, "dimensions of a word", 1);
        Require(Dimensions, "dimensions of a text", 1);
        Require(Hidden, "hidden features", 1);
        Require(Layers, "layers", 0);
        Require(MostWords, "words per text", 1);
        if (Kind == TextEncoderKind.Transformer && (Heads < 1 || WordDimensions % Heads != 0))
            throw new UsageException($"{WordDimensions} word dimensions cannot be shared among {Heads} heads.", "Choose a number of heads that divides them.");
        return Dropout is >= 0 and < 1 ? this : throw new UsageException($"A dropout of {Dropout} was asked for.", "Give a share from 0 to below 1.");
    }

    private static void Require(int value, string what, int least)
    {
        if (value < least)
            throw new UsageException($"A text encoder with {value} {what} was asked for.", $"Give at least {least}.");
    }
}
