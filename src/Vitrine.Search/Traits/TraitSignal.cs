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

    // Other things may be for USB than USB Flash Drives.
    private const float LeastOfHint = 1f / 8;

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
                return trait.Values.Any(kinds.Contains) ? new AskedTrait("", [new TraitReading(number, [.. trait.Values.Select(kinds.Contains)])]) : null;
        }

        return null;
    }

    private sealed class Asked : ISignalQuery
    {
        private readonly IReadOnlyList<AskedTrait> asked;
        private readonly Lazy<float[]> all;

        public Asked(ProductTraits traits, IReadOnlyList<AskedTrait> asked, bool believesStore)
        {
            this.asked = asked;
            all = new Lazy<float[]>(() => ScoresOfAll(traits, asked, believesStore));
        }

        public required float Known { get; init; }

        public IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null) => asked.Count == 0 || count < 1 ? [] : TopRows.Of(all.Value, count, filter);

        public float?[] Score(IReadOnlyList<int> rows) => asked.Count == 0 ? new float?[rows.Count] : [.. rows.Select(row => (float?)all.Value[row])];

        private static float[] ScoresOfAll(ProductTraits traits, IReadOnlyList<AskedTrait> asked, bool believesStore)
        {
            var scores = new float[traits.Rows];
            var best = new float[traits.Rows];
            foreach (var words in asked)
            {
                best.AsSpan().Clear();
                foreach (var reading in words.Readings)
                    traits.Raise(best, reading, believesStore);
                var least = words.IsHint ? LeastOfHint : words.Readings.Any(reading => traits.Traits[reading.Trait].IsKind) ? LeastOfKind : Least;
                var (unlikely, namedFit) = (MathF.Log(least), words.NamedFit); // of most products
                for (var row = 0; row < scores.Length; row++)
                {
                    // As a product is called, so it is.
                    var fits = words.Others * best[row];
                    if (fits < namedFit && words.Named?.Contains(row) == true)
                        fits = namedFit;
                    if (fits < 1 && words.Own?.Contains(row) != true)
                        scores[row] += fits <= least ? unlikely : MathF.Log(fits);
                }
            }

            return scores;
        }
    }
}
