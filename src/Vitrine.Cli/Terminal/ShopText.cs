using Vitrine.Search.Shop;

namespace Vitrine.Cli.Terminal;

/// <summary>What was made of a shop, for a person.</summary>
internal static class ShopText
{
    /// <param name="store">The shop.</param>
    /// <param name="card">What was chosen; null: its words alone.</param>
    /// <param name="text">Gets it.</param>
    public static void Write(string store, ShopCard? card, TextOutput text)
    {
        if (card is null)
            text.Line("There is too little to learn from, which takes some products with a photo and a title: the shop is searched by its words alone.");
        foreach (var choice in card?.Choices ?? [])
            text.Line($"{(choice.IsUsed ? "used    " : "left out")}  {choice.What}: {choice.Figure}");
        foreach (var sentence in card?.Verdict ?? [])
            text.Line(sentence);
        text.Line($"Next: vitrine search {store} --text \"…\"");
    }
}
