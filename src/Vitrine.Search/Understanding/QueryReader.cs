using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Understanding;

/// <summary>Reads a query as a shop would: conditions become filters, what is not wanted is set apart, slips of the finger are mended, the shop's synonyms taken. Everything that was read is told.</summary>
internal sealed class QueryReader(WordIndex words, ShopColumns columns, Synonyms synonyms)
{
    private readonly Speller speller = new(words);
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));

    /// <param name="text">As it was typed.</param>
    /// <param name="not">Further words that no hit may have; null for none.</param>
    /// <param name="isAsTyped">Whether every word is taken as it was typed: no condition, no negation, no slip is read from it.</param>
    public QueryReading Read(string text, string? not, bool isAsTyped)
    {
        if (isAsTyped)
            return new QueryReading(text, not is null ? [] : [not], null, not is null ? [] : [Without(not)]);
        var (notes, filters, left) = (new List<string>(), new List<RowSet>(), new List<string>());
        var typed = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < typed.Length;)
        {
            var taken = TakeNumber(typed, at, filters, notes);
            if (taken == 0)
                taken = TakeAttribute(typed, at, filters, notes);
            if (taken == 0)
                left.Add(typed[at]);
            at += Math.Max(1, taken);
        }

        var (wanted, without) = NegativeWords.Split(left, words.Language, words.HasPair);
        string[] unwanted = [.. without, .. not is null ? Array.Empty<string>() : [not]];
        notes.AddRange(unwanted.Select(Without));
        var (named, read) = synonyms.Apply(wanted, ProductsWith);
        notes.AddRange(read.Select(synonym => $"'{synonym.Typed}' was searched as '{synonym.Read}'."));
        var spelled = speller.Read(named.Count == typed.Length && read.Count == 0 ? text : string.Join(' ', named));
        notes.AddRange(spelled.Corrections.Select(correction => $"'{correction.Written}' was read as '{correction.Read}'."));
        return new QueryReading(spelled.Text, unwanted, filters.Count == 0 ? null : RowSet.Where(columns.Rows, row => filters.TrueForAll(filter => filter.Contains(row))), notes);
    }

    private int TakeNumber(string[] typed, int at, List<RowSet> filters, List<string> notes)
    {
        if (NumberPhrase.At(typed, at) is not var (phrase, count))
            return 0;
        if (columns.Price is { } price)
        {
            filters.Add(columns.Between(price, phrase.Least, phrase.Most));
            notes.Add($"Only products with {price} {phrase.Text}.");
        }
        else
        {
            notes.Add($"'{phrase.Text}' was not looked at: the products have no price.");
        }

        return count;
    }

    private int TakeAttribute(string[] typed, int at, List<RowSet> filters, List<string> notes)
    {
        if (at + 1 >= typed.Length || columns.AttributeNamed(typed[at]) is not { } name || columns.With(name, typed[at + 1]) is not { } rows)
            return 0;
        filters.Add(rows);
        notes.Add($"Only products with {name} {typed[at + 1]}.");
        return 2;
    }

    // At most: a name of several words is in no more products than its rarest one.
    private long ProductsWith(string name) => name.Split(' ').Min(word => WordAnalyzer.Words(word).Max(part => QueryTerm.Products(words.RunsOf(analyzer.TermOf(part), WordFields.All))));

    private static string Without(string phrase) => $"Without: {phrase}.";
}
