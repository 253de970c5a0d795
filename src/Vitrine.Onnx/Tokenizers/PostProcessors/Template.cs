namespace Vitrine.Onnx.Tokenizers;

/// <summary>The special tokens round the tokens of a text.</summary>
/// <param name="Before">Ids before the text's.</param>
/// <param name="After">Ids behind the text's.</param>
internal sealed record Template(int[] Before, int[] After)
{
    internal static readonly Template Nothing = new([], []);

    /// <summary>How many tokens it adds.</summary>
    internal int Count => Before.Length + After.Length;

    /// <summary>This one with another round it.</summary>
    internal Template Inside(Template outer) => new([.. outer.Before, .. Before], [.. After, .. outer.After]);
}
