namespace Vitrine.Search.Words;

/// <summary>One file of an index of words with its lists. Several states of the index may hold it; it is closed when the last lets go of it.</summary>
internal sealed class WordPart
{
    private int holders = 1;

    /// <param name="file">The file, which this closes.</param>
    public WordPart(WordFile file)
    {
        File = file;
        Terms = new TextList(file, WordSection.TermOffsets, WordSection.TermTexts);
        Vocabulary = new TextList(file, WordSection.VocabularyOffsets, WordSection.VocabularyTexts);
        Pairs = new TextList(file, WordSection.PairOffsets, WordSection.PairTexts);
    }

    public WordFile File { get; }

    public TextList Terms { get; }

    /// <summary>Words as they are written.</summary>
    public TextList Vocabulary { get; }

    public TextList Pairs { get; }

    public WordPart Hold()
    {
        Interlocked.Increment(ref holders);
        return this;
    }

    public void LetGo()
    {
        if (Interlocked.Decrement(ref holders) == 0)
            File.Dispose();
    }

    /// <summary>Products in which a word is written so: all of them, or those that write it elsewhere than in attributes.</summary>
    public int ProductsWriting(long place, WordFields fields)
    {
        var counts = File.Read<int>(WordSection.VocabularyCounts, 2 * sizeof(int) * place, 2);
        return (fields & ~WordFields.WithoutAttributes) == 0 ? counts[1] : counts[0];
    }
}
