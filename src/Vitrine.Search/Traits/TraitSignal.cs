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
        return new TraitScores(traits, asked, believesStore) { Known = known };
    }

    /// <summary>What words ask for that change something: the traits that they name, and, where they name no kind, the kind that it has.</summary>
    /// <param name="change">Words, not empty.</param>
    /// <param name="kinds">The kinds of what is changed, as <see cref="Trait.Values"/> writes them; none where they are not known.</param>
    /// <returns>The query, and whether it asks for these kinds; null where it names nothing that products can be.</returns>
    public (ISignalQuery Query, bool KeepsKind)? AskChange(string change, IReadOnlyCollection<string> kinds)
    {
        var (asked, known) = reader.Read(change);
        var kept = asked.Any(words => words.Readings.Any(reading => traits.Traits[reading.Trait].IsKind)) ? null : OneOf(kinds);
        return asked.Count == 0 && kept is null ? null : (new TraitScores(traits, kept is null ? asked : [.. asked, kept], believesStore) { Known = known }, kept is not null);
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
}
