using Vitrine.Search.Queries;
using Vitrine.Search.Thesaurus;

namespace Vitrine.Search.Words;

/// <summary>
/// Reads a query as the shop writes: a word that no product has is taken for the nearest one that some have, by the slips that fingers make, by how many products write it, and by what stands in products
/// together with the rest of the query; it stays where it is likelier a word that the shop does not know. Also words that were typed in two, or two that were typed in one. Safe to use from several threads.
/// </summary>
/// <remarks>
/// Words that products have stay, in whatever inflection, but for those that almost none has where a near one is very frequent; of these, brands and categories stay too. Numbers, ids, words of two
/// letters and scripts without spaces stay always.
/// </remarks>
/// <param name="index">The words of the products; must outlive this.</param>
/// <param name="fields">Where words count.</param>
public sealed class Speller(WordIndex index, WordFields fields = WordFields.All)
{
    // What people type has a few words; a longer text is a pasted title, which needs no correction.
    private const int MostWords = 24;
    private const int ShortestMended = 3;

    // In so few letters two slips leave nothing of a word.
    private const int ShortestOfTwoSlips = 6;
    private const int ShortestOfTwoSlipsAlone = 8;
    private const int MostEdits = 2;

    // What one product in so many writes is meant, though none has it together with the rest: "red drss" where all dresses are blue.
    private const int CommonOneIn = 50;

    private const float OtherForm = 0.05f;

    // Of two things that an unknown word may mean the slip has to be so much more frequent.
    private const int MeantToOther = 20;

    // A joined word must be so much more frequent than the two apart.
    private const int JoinedToApart = 10;
    private const int FewestJoined = 3;

    // Inflections of one word that are looked at, the most frequent first.
    private const int MostForms = 20;

    // Seldom is what at most this many products have, and one more in so many.
    private const int Seldom = 3;
    private const int SeldomOneIn = 50_000;

    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(index.Language));
    private readonly Lazy<SpellingVocabulary> vocabulary = new(() => new SpellingVocabulary(index, fields));

    /// <summary>Reads a query.</summary>
    /// <param name="text">As somebody typed it.</param>
    /// <param name="keep">Words that stay as they are typed, in lower case, because somebody took a correction back; null for none.</param>
    public SpelledQuery Read(string text, IReadOnlySet<string>? keep = null)
    {
        string[] words = [.. WordSplitter.Words(text).SelectMany(Parts).Take(MostWords + 1)];
        if (words.Length > MostWords || IsId(text))
            return new SpelledQuery(text, []);
        var (read, corrections) = (new List<string>(), new List<SpellingCorrection>());
        for (var at = 0; at < words.Length; at++)
        {
            var correction = at + 1 < words.Length && Join(words[at], words[at + 1], keep) is { } joined ? joined
                : Mend(words[at], keep, words.Where((_, other) => other != at)) is { } mended ? new SpellingCorrection(words[at], mended)
                : null;
            read.Add(correction?.Read ?? words[at]);
            if (correction is null)
                continue;
            corrections.Add(correction);
            if (correction.Written.Contains(' '))
                at++;
        }

        return new SpelledQuery(corrections.Count == 0 ? text : string.Join(' ', read), corrections);
    }

    /// <summary>Whether a word that no product has is sooner a slip, one that fingers make often, of a word that far more products have than another.</summary>
    /// <param name="word">In lower case.</param>
    /// <param name="products">That have the other.</param>
    internal bool IsSlipOfCommon(string word, long products) => IsMendable(word) && Near(word, 1).Select(Reading.Of).Any(reading => reading.IsLikely && reading.Products >= MeantToOther * products);

    /// <summary>A hyphenated word that no product has is read part by part.</summary>
    private IEnumerable<string> Parts(string word) => word.Contains('-') && !IsKnown(WordAnalyzer.Together(word)) ? word.Split('-') : [word];

    /// <summary>"sweat shirt" where the shop writes "sweatshirt".</summary>
    private SpellingCorrection? Join(string one, string next, IReadOnlySet<string>? keep)
    {
        if (!IsJoinable(one, keep) || !IsJoinable(next, keep))
            return null;
        if (!IsWritten(one + next))
            return null;
        var (joined, apart) = (ProductsWith(one + next), index.TitlesWithPair(one, next));
        var fewest = IsKnown(one) && IsKnown(next) ? FewestJoined : 1;
        return joined >= fewest && joined >= (long)JoinedToApart * apart ? new SpellingCorrection($"{one} {next}", one + next) : null;
    }

    /// <summary>Whether the shop writes a word but for its last letters. Its stem does not tell: "leather red" in one has that of "leather".</summary>
    private bool IsWritten(string word) => index.StartingWith(word[..^1], MostForms, fields).Any(other => analyzer.TermOf(other.Word) == analyzer.TermOf(word));

    private bool IsVerbatim(string word) => index.StartingWith(word, MostForms, fields).Any(other => other.Word == word);

    private bool IsJoinable(string word, IReadOnlySet<string>? keep) =>
        word.Length > 1 && !analyzer.IsStopWord(word) && word.All(char.IsLetter) && !UnspacedScript.IsIn(word) && keep?.Contains(word) != true;

    /// <summary>What a word was meant to be; null where it stays.</summary>
    private string? Mend(string word, IReadOnlySet<string>? keep, IEnumerable<string> others)
    {
        if (keep?.Contains(word) == true)
            return null;
        var products = ProductsWith(word);
        if (products > Seldom + index.Products / SeldomOneIn || (products > 0 && IsName(word)))
            return null;
        // Stems do not tell every number: "kurtises" and "ps5s" are no slips.
        if (products == 0 && !IsId(word) && !analyzer.IsStopWord(word) && EnglishPlural.FormsOf(word).FirstOrDefault(IsVerbatim) is { } form)
            return form;
        if (!IsMendable(word))
            return null;
        var readings = products > 0 ? [.. Near(word, 1).Select(Reading.Of)] : Readings(word);
        // In three letters a slip that nothing explains leaves another word: a "gpu" is no "pu".
        if (word.Length == ShortestMended)
            readings = Array.FindAll(readings, reading => !reading.IsUnlikely);
        if (readings.Length == 0)
            return null;
        var context = Context(others);
        var (best, together, score) = readings.Select(reading => (reading, Together: Together(reading.Text, context))).Select(pair => (pair.reading, pair.Together, Score: pair.reading.Score(pair.Together)))
            .MaxBy(reading => reading.Score);
        var isBetter = products > 0 ? score > Reading.AsTyped(products).Score(Together(word, context))
            : context is null ? !IsOther(word, best, isAlone: !others.Any(other => !analyzer.IsStopWord(other))) : (!(together == 0 && IsFar(word, best)) && score > Reading.ScoreOfUnknown(word.Length, context.Count));
        return isBetter && !((context is null ? !best.IsLikely : best.IsUnlikely || best.Edits > 1) && IsNameOfLanguage(word)) ? best.Text : null;
    }

    /// <summary>Whether a reading is so far from a word that it may be another one altogether: then some product must have it together with the rest of the query.</summary>
    private bool IsFar(string word, Reading reading) =>
        reading.Edits > 1 || (word.Length < ShortestOfTwoSlips && !reading.IsLikely && reading.Products < index.Products / CommonOneIn);

    /// <summary>Whether, with nothing beside it that products have, a reading is another word: two slips in few letters, or one that nothing explains where the shop does not know the rest of the query either.</summary>
    private static bool IsOther(string word, Reading reading, bool isAlone) =>
        reading.Edits > 1 ? word.Length < ShortestOfTwoSlipsAlone : !isAlone && word.Length < ShortestOfTwoSlips && reading.IsUnlikely;

    /// <summary>What a word that no product has may have meant: what is nearest, by as few edits as any.</summary>
    private Reading[] Readings(string word)
    {
        for (var edits = 1; edits <= EditsIn(word); edits++)
        {
            var readings = Near(word, edits).Select(Reading.Of);
            if (edits == 1)
                readings = readings.Concat(Splits(word));
            if (readings.ToArray() is { Length: > 0 } found)
                return found;
        }

        return [];
    }

    private static int EditsIn(string word) => word.Length < ShortestOfTwoSlips ? 1 : MostEdits;

    // The stem of "rigns" is one edit from "ring", the word is two. But "botos" is "boots" sooner than "boot".
    private IEnumerable<NearWord> Near(string word, int edits)
    {
        var (folded, stem) = (WordFolding.Of(word), analyzer.TermOf(word));
        var near = vocabulary.Value.Near(folded, edits);
        if (stem != folded && stem.Length >= ShortestMended && edits <= EditsIn(stem))
            near = near.Concat(vocabulary.Value.Near(stem, edits).Select(other => other with { Cost = other.Cost + OtherForm }));
        return near.Where(other => Slip.Edits(other.Cost) > 0 && !analyzer.IsStopWord(other.Word) && Slip.Cost(folded, WordFolding.Of(other.Word), MostEdits + 1) < float.PositiveInfinity).GroupBy(other => other.Word).Select(same => same.MinBy(other => other.Cost));
    }

    private IEnumerable<Reading> Splits(string word)
    {
        for (var end = 1; end < word.Length; end++)
        {
            var (one, next) = (word[..end], word[end..]);
            if (index.TitlesWithPair(one, next) is > 0 and var titles)
                yield return Reading.OfSplit(one, next, titles);
        }
    }

    /// <summary>The products that have the other words of the query, but for those that no product has with the ones before; null where there are none.</summary>
    private TermRows? Context(IEnumerable<string> others)
    {
        TermRows? rows = null;
        foreach (var word in others.Where(word => !analyzer.IsStopWord(word)))
        {
            var runs = index.RunsOf(analyzer.TermOf(WordAnalyzer.Together(word)), fields);
            if (runs.Length == 0)
                continue;
            var with = rows is null ? TermRows.Of(index, runs) : rows.And(TermRows.Of(index, runs));
            rows = with.Count > 0 ? with : rows;
        }

        return rows;
    }

    private long? Together(string text, TermRows? context)
    {
        if (context is null)
            return null;
        foreach (var word in text.Split(' '))
            context = context.And(TermRows.Of(index, index.RunsOf(analyzer.TermOf(word), fields)));
        return context.Count;
    }

    // A word of the language is no slip that fingers seldom make: with nothing beside it who asks for a sofa does not mean "soft", and a "race bike" is none of the heart rate.
    private bool IsNameOfLanguage(string word) => index.Language == EnglishThesaurus.Language && EnglishThesaurus.Instance.Has(word);

    private bool IsMendable(string word) => word.Length >= ShortestMended && !word.Any(char.IsDigit) && !IsRomanNumber(word) && !analyzer.IsStopWord(word) && !UnspacedScript.IsIn(word) && !IsId(word)
        && (!word.Contains('-') || !IsKnown(WordAnalyzer.Together(word)));

    // A Golf VIII is no slip of a Golf VII.
    private static bool IsRomanNumber(string word) => word.All(letter => letter is 'i' or 'v' or 'x');

    private bool IsKnown(string word) => ProductsWith(word) > 0;

    private bool IsId(string text) => index.RunsOf(IdTerm.Of(text), fields).Length > 0 || (IdTerm.OfCode(text) is { } code && index.RunsOf(code, fields).Length > 0);

    private bool IsName(string word) => index.RunsOf(analyzer.TermOf(word), fields & (WordFields.Brand | WordFields.Categories)).Length > 0;

    private long ProductsWith(string word) => index.RunsWithKinds(analyzer.TermOf(word), fields).Sum(QueryTerm.Products);
}
