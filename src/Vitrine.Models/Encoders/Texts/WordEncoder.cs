using Vitrine.Catalogue.Text;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>An encoder on a table of words.</summary>
public abstract class WordEncoder : TextEncoder
{
    private readonly int mostWords;

    private protected WordEncoder(TextEncoderSettings settings, RandomSource random, int mostWords = int.MaxValue)
    {
        this.mostWords = mostWords;
        Dimensions = settings.Checked().Dimensions;
        Words = AddChild("words", new WordTable(settings.Vocabulary, settings.WordDimensions, random));
    }

    public override int Dimensions { get; }

    public WordTable Words { get; }

    public override int[] Tokens(string text) => Words.Tokens(text, mostWords);

    public override void StartFrom(WordVectors vectors) => Words.StartFrom(vectors);
}
