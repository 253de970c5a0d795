namespace Vitrine.Models.Encoders.Texts;

/// <summary>Words of a batch of texts.</summary>
/// <param name="Words">[batch × time] rows of a word table; padding is row 0.</param>
/// <param name="Lengths">How many words each text has.</param>
public sealed record WordBatch(int[] Words, SequenceLengths Lengths)
{
    /// <summary>Texts filled up to the longest of them.</summary>
    /// <param name="texts">Rows of the word table, at least one per text.</param>
    public static WordBatch Of(IReadOnlyList<int[]> texts)
    {
        var lengths = new SequenceLengths([.. texts.Select(text => text.Length)], texts.Max(text => text.Length));
        var words = new int[texts.Count * lengths.Time];
        for (var i = 0; i < texts.Count; i++)
            texts[i].CopyTo(words, i * lengths.Time);
        return new WordBatch(words, lengths);
    }
}
