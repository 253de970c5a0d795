using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Traits;

/// <summary>
/// How likely a product is all that the words name: the sum of the logarithms of the probabilities of each trait that is asked for. Words that name no trait count nothing; a query that
/// names none finds nothing.
/// </summary>
/// <param name="traits">Of all products.</param>
/// <param name="reader">Finds the names of their values.</param>
/// <param name="believesStore">Whether what the store itself says of a product decides, where it says something; false to search by what photo and title show alone.</param>
internal sealed class TraitSignal(ProductTraits traits, TraitReader reader, bool believesStore) : ISignal
{
    // What the learner holds for impossible still is in one of so many cases: a byte says no less.
    private const float Least = 1f / 256;

    // Who asks for a red dress where there is none would sooner have a blue one than red boots.
    private const float LeastOfKind = Least / 16;

    /// <summary>A score from which on a product more probably has all that is asked for than not.</summary>
    public static readonly float Probable = MathF.Log(0.5f);

    /// <inheritdoc/>
    public string Name => "traits";

    /// <inheritdoc/>
    public ScoreScale Scale => ScoreScale.Difference;

    /// <inheritdoc/>
    public ISignalQuery Ask(string text)
    {
        var (asked, known) = reader.Read(text);
        return new Asked(traits, asked, believesStore) { Known = known };
    }

    /// <summary>What words ask for that change something: the traits that they name, and, where they name no kind, the kind that it has.</summary>
    /// <param name="change">Words, not empty.</param>
    /// <param name="kinds">The kinds of what is changed, as <see cref="Trait.Values"/> writes them; none where they are not known.</param>
    /// <returns>The query, and whether it asks for these kinds; null where it names nothing that products can be.</returns>
    public (ISignalQuery Query, bool KeepsKind)? AskChange(string change, IReadOnlyCollection<string> kinds)
    {
        var (asked, known) = reader.Read(change);
        var kept = asked.Any(words => words.Readings.Any(reading => traits.Traits[reading.Trait].IsKind)) ? null : OneOf(kinds);
        return asked.Count == 0 && kept is null ? null : (new Asked(traits, kept is null ? asked : [.. asked, kept], believesStore) { Known = known }, kept is not null);
    }

    private AskedTrait? OneOf(IReadOnlyCollection<string> kinds)
    {
        foreach (var (number, trait) in traits.Traits.Index())
        {
            if (trait.IsKind)
                return trait.Values.Any(kinds.Contains) ? new AskedTrait("", [(number, [.. trait.Values.Select(kinds.Contains)])]) : null;
        }

        return null;
    }

    private sealed class Asked(ProductTraits traits, IReadOnlyList<AskedTrait> asked, bool believesStore) : ISignalQuery
    {
        public required float Known { get; init; }

        public IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null)
        {
            if (asked.Count == 0 || count < 1)
                return [];
            // Equal scores in the order of rows: the queue gives up the worst, and of those the last row.
            var best = new PriorityQueue<int, (float Score, int Later)>();
            for (var row = 0; row < traits.Rows; row++)
            {
                if (filter is not null && !filter.Contains(row))
                    continue;
                var key = (Of(row), -row);
                if (best.Count < count)
                    best.Enqueue(row, key);
                else if (best.TryPeek(out _, out var worst) && key.CompareTo(worst) > 0)
                    best.EnqueueDequeue(row, key);
            }

            return [.. best.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => new ScoredRow(item.Element, item.Priority.Score))];
        }

        public float?[] Score(IReadOnlyList<int> rows) => asked.Count == 0 ? new float?[rows.Count] : [.. rows.Select(row => (float?)Of(row))];

        private float Of(int row)
        {
            var sum = 0f;
            foreach (var words in asked)
            {
                if (words.Own?.Contains(row) == true)
                    continue; // as it is called, so it is
                var (best, least) = (0f, Least);
                foreach (var (trait, isWanted) in words.Readings)
                {
                    best = Math.Max(best, traits.Probability(trait, row, isWanted, believesStore));
                    if (traits.Traits[trait].IsKind)
                        least = LeastOfKind;
                }

                sum += MathF.Log(Math.Max(least, best));
            }

            return sum;
        }
    }
}
