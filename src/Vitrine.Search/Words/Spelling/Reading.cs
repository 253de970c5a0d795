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

    public static Reading Of(NearWord near) => Of(near.Word, near.Cost, near.Products);

    /// <summary>Two words typed without the space between, and the titles that have them side by side.</summary>
    public static Reading OfSplit(string one, string next, int titles) => Of($"{one} {next}", Slip.Likely, titles);

    /// <summary>How good it is: likelier slips, more frequent words, and above all what stands in products together with the rest of the query.</summary>
    /// <param name="together">Products that have it and the rest.</param>
    // Customers ask for rare things more often than there are products of them: hence the root of the count.
    public double Score(long together) => Math.Log(Products) / 2 + Math.Log(1 + together) - Unlikeliness;

    private static Reading Of(string text, float cost, int products) => new(text, Slip.Edits(cost), PerEdit * Slip.Edits(cost) + PerCost * (cost - Slip.Edits(cost)), products);
}
