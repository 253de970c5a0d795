namespace Vitrine.Onnx.Tokenizers;

/// <summary>Something to look for in a text.</summary>
internal abstract class TextPattern
{
    private const int LongestPattern = 4096;

    /// <summary>Appends the places of all matches, from left to right, without overlap.</summary>
    internal abstract void Find(string text, List<(int Start, int End)> matches);

    /// <summary>Reads <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    internal static TextPattern Read(JsonPart part)
    {
        if (part.Optional("String") is { } literal)
            return new LiteralPattern(literal.String(LongestPattern) is { Length: > 0 } text ? text : throw literal.Wrong("a text to look for"));
        if (part.Optional("Regex") is { } regex)
            return RegexPattern.Read(regex, LongestPattern);

        throw part.Wrong("neither 'String' nor 'Regex'", "one of them");
    }
}
