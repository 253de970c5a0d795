using System.Text.RegularExpressions;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>A regular expression, which sees whole characters where .NET's own sees halves of surrogate pairs.</summary>
/// <param name="regex">The expression.</param>
/// <param name="source">Where it was read; null for one of ours.</param>
internal sealed class RegexPattern(Regex regex, JsonPart? source = null) : TextPattern
{
    // A title takes microseconds; what takes this long for one match never ends.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(2);

    internal static RegexPattern Read(JsonPart part, int longest)
    {
        var text = part.String(longest);
        try
        {
            return new(Compile(Oniguruma.Translate(text)), part);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw part.Wrong($"the pattern '{text}', which .NET cannot read ({exception.Message.TrimEnd('.')})", "a regular expression");
        }
    }

    /// <summary>A pattern of ours.</summary>
    internal static RegexPattern Ours(string pattern) => new(Compile(pattern));

    internal override void Find(string text, List<(int Start, int End)> matches)
    {
        try
        {
            if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            {
                foreach (var match in regex.EnumerateMatches(text))
                    matches.Add((match.Index, match.Index + match.Length));
            }
            else
            {
                var planar = new PlanarText(text);
                foreach (var match in regex.EnumerateMatches(planar.Characters))
                    matches.Add((planar.Offset(match.Index), planar.Offset(match.Index + match.Length)));
            }
        }
        catch (RegexMatchTimeoutException exception)
        {
            var found = $"a pattern that searches a text of {text.Length} characters for more than {LongestSearch.TotalSeconds} seconds";
            throw new BadDataException(source?.File ?? "", null, source?.Path, found, "a pattern without nested repetitions", null, exception);
        }
    }

    // In Oniguruma's syntax "^" and "$" belong to lines.
    private static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.Multiline, LongestSearch);
}
