namespace Vitrine.Search.Words;

/// <summary>What a typed word may have meant.</summary>
/// <param name="Text">One word of the shop, or two with a space between.</param>
/// <param name="Edits">Whole edits between; a missing space is one.</param>
/// <param name="Unlikeliness">Minus the logarithm of how probable it is to type it so.</param>
/// <param name="Products">Products that write it so.</param>
internal readonly record struct Reading(string Text, int Edits, double Unlikeliness, int Products)
{
    // One word in thirty has a slip, which is one of some hundred possible ones: e^−9; a swap or a neighbouring key is ten times likelier than another.
    private const double PerEdit = 9;
    private const double PerCost = 20;

    // People also ask for what no product has together: so much counts a product that has not the rest of the query.
    private const double Elsewhere = 0.01;

    // Of eleven words that no product has ten are slips, and one is meant as it is, like "elegant" where titles praise nothing. Were it three of four, every twelfth slip would stay (docs/experiments.md).
    private static readonly double UnknownWord = Math.Log(1 / 300.0);

    // Which unknown word it is has 3.3 bits a letter, what two letters tell of the next (Shannon 1951, "Prediction and entropy of printed English"): four letters hit a word of the shop by chance, ten do not.
    private static readonly double PerLetter = 3.3 * Math.Log(2);

    public static Reading Of(NearWord near) => Of(near.Word, near.Cost, near.Products);

    /// <summary>Two words typed without the space between, and the titles that have them side by side.</summary>
    public static Reading OfSplit(string one, string next, int titles) => Of($"{one} {next}", Slip.Likely, titles);

    /// <summary>A word that some products have, as it was typed. What few products have needs no slip, but another that far more have may be likelier.</summary>
    public static Reading AsTyped(long products) => new("", 0, 0, (int)products);

    /// <summary>What a mended word must score more than: that the word was meant as it is, though no product has it.</summary>
    /// <param name="length">Its letters.</param>
    /// <param name="context">Products that have the rest of the query.</param>
    public static double ScoreOfUnknown(int length, long context) => Math.Log(context) + UnknownWord - PerLetter * length;

    /// <summary>Whether fingers make the slip often.</summary>
    public bool IsLikely => Unlikeliness < PerEdit;

    /// <summary>Whether neither fingers nor ears mislead so.</summary>
    public bool IsUnlikely => Unlikeliness > PerEdit * Edits;

    /// <summary>The logarithm of how probable it is, up to a constant: how likely the slip is, and how often the shop says the word, in products of the rest of the query where it stands there.</summary>
    /// <param name="together">Products that have it and the rest; null where there is no rest.</param>
    public double Score(long? together) => Math.Log(together is { } both ? both + Elsewhere * Products : Products) - Unlikeliness;

    private static Reading Of(string text, float cost, int products) => new(text, Slip.Edits(cost), PerEdit * Slip.Edits(cost) + PerCost * (cost - Slip.Edits(cost)), products);
}
