using Vitrine.Search.Words;

namespace Vitrine.Search.Suggest;

/// <summary>Finishes the word that is being typed: with words that some products have together with the complete ones.</summary>
internal sealed class WordEndings(ShopWords words)
{
    // Of a letter or two far more words begin so than anybody wants to see, and the rare ones are no guess.
    private const int MostLookedAt = 64;

    // Postings that are read for one keystroke: a few milliseconds in a shop of millions, and no limit in one of a hundred thousand.
    private const long MostPostings = 2_000_000;

    // Shorter beginnings are one edit from everything.
    private const int ShortestMended = 4;

    /// <summary>The proposals, in no order. None where nothing goes on so.</summary>
    /// <param name="complete">The words before.</param>
    /// <param name="context">Their products; null where they say nothing.</param>
    /// <param name="beginning">Not empty.</param>
    public IReadOnlyList<Proposal> Of(Proposal complete, TermRows? context, string beginning)
    {
        var exact = Finished(complete, context, words.StartingWith(beginning, MostLookedAt));
        return exact.Count > 0 ? exact : Finished(complete, context, words.NearlyStartingWith(beginning, beginning.Length < ShortestMended ? 0 : 1, MostLookedAt));
    }

    private List<Proposal> Finished(Proposal complete, TermRows? context, IEnumerable<string> candidates)
    {
        var (found, left) = (new List<Proposal>(), MostPostings);
        foreach (var forms in candidates.GroupBy(word => words.TermsOf([word])[0]).Where(forms => !complete.Terms.Contains(forms.Key)))
        {
            if (left < 0)
                break;
            left -= words.RunsOf(forms.Key).Sum(run => (long)run.Count);
            if (words.Count(forms.Key, context) is > 0 and var products)
                found.Add(complete.And([words.FormOf(forms.Key, [.. forms])], [forms.Key], products));
        }

        return found;
    }
}
