namespace Vitrine.Search.Words;

/// <summary>Puts the terms of all stretches together, term by term in the order of their bytes: memory does not grow with the store.</summary>
/// <param name="file">Gets the terms with their postings.</param>
/// <param name="averages">The average length of each field.</param>
internal sealed class StretchMerge(WordFileWriter file, IReadOnlyList<double> averages)
{
    private readonly TextListWriter terms = new(file, WordSection.TermOffsets, WordSection.TermTexts);
    private readonly Stream postings = file[WordSection.Postings];
    private readonly Stream offsets = file[WordSection.PostingOffsets];

    public void Run(IEnumerable<StretchReader> stretches, CancellationToken cancellation)
    {
        var waiting = new PriorityQueue<StretchReader, StretchReader>(Comparer<StretchReader>.Create(ByTermThenStretch));
        foreach (var stretch in stretches.Where(stretch => stretch.Next()))
            waiting.Enqueue(stretch, stretch);
        TextListWriter.Put(offsets, 0L);
        while (waiting.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var term = waiting.Peek().Term;
            while (waiting.TryPeek(out var stretch, out _) && stretch.Term.AsSpan().SequenceEqual(term))
            {
                waiting.Dequeue();
                Write(stretch);
                if (stretch.Next())
                    waiting.Enqueue(stretch, stretch);
            }

            terms.Add(term);
            TextListWriter.Put(offsets, postings.Position);
        }
    }

    /// <summary>Writes the runs of a stretch's present term.</summary>
    private void Write(StretchReader stretch)
    {
        foreach (var run in stretch.Entries.GroupBy(entry => entry.Field))
        {
            var rows = run.Select(entry => entry.Row).ToArray();
            var frequencies = run.Select(entry => RelativeFrequency.Of(entry.Frequency, run.Key, entry.Length, averages[run.Key])).ToArray();
            PostingRun.Write(postings, stretch.Stretch, run.Key, rows, frequencies);
        }
    }

    private static int ByTermThenStretch(StretchReader one, StretchReader other) =>
        one.Term.AsSpan().SequenceCompareTo(other.Term) is not 0 and var order ? order : one.Stretch.CompareTo(other.Stretch);
}
