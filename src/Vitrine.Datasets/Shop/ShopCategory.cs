using Vitrine.Datasets.Shop.Drawings;

namespace Vitrine.Datasets.Shop;

/// <summary>A finest category of the synthetic shop.</summary>
/// <param name="Department">Coarse layer.</param>
/// <param name="Group">Middle layer.</param>
/// <param name="Name">Fine layer.</param>
/// <param name="Nouns">What titles call it.</param>
/// <param name="OwnAttributes">Besides colour and pattern.</param>
/// <param name="HasPattern">Whether it is made of printed cloth.</param>
/// <param name="Draw">Draws it, about 80 units wide and high, on a canvas of 100 × 100.</param>
internal sealed record ShopCategory(
    string Department, string Group, string Name, string[] Nouns, ShopAttribute[] OwnAttributes, bool HasPattern, Action<SvgCanvas, Look> Draw)
{
    public IReadOnlyList<string> Path { get; } = [Department, Group, Name];

    /// <summary>Everything that can change: colour, pattern, own attributes.</summary>
    public IReadOnlyList<ShopAttribute> Attributes { get; } =
        [ShopPalette.Colours, .. HasPattern ? [ShopPalette.Patterns] : Array.Empty<ShopAttribute>(), .. OwnAttributes];
}
