using Vitrine.Catalogue.Text;

namespace Vitrine.Models.Regions;

/// <summary>Text → numbers of words between <c>&lt;start&gt;</c> and <c>&lt;end&gt;</c>, as the network's word table counts them.</summary>
/// <param name="vocabulary">The known words; word i of it is row 4 + i of the table.</param>
/// <param name="mostWords">A longer text loses its tail: it is most likely a description, of which the beginning says what it is about.</param>
public sealed class SentenceWords(Vocabulary vocabulary, int mostWords = SentenceWords.DefaultMostWords)
{
    /// <summary>Rows of the table before the first word: padding, start, end, unknown.</summary>
    public const int Special = 4;

    /// <summary>Queries have about ten words.</summary>
    public const int DefaultMostWords = 48;

    private const int Start = 1, End = 2, Unknown = 3;

    /// <summary>Rows of the table.</summary>
    public int Count => Special + vocabulary.Count;

    /// <summary>The numbers of a text; at least start and end.</summary>
    public int[] Of(string text) => [Start, .. Terms(text).Select(term => vocabulary.NumberOf(term) is >= 0 and var number ? Special + number : Unknown), End];

    /// <summary>The words that the numbers of a text stand for, between start and end.</summary>
    public IEnumerable<string> Terms(string text) => WordTokenizer.Terms(text).Take(mostWords);
}
