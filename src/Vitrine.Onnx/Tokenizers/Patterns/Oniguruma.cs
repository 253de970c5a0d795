using System.Text;
using System.Text.RegularExpressions;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Brings a regular expression of Oniguruma, which the field's files are written for, into .NET's syntax. The two differ little in what tokenisers use.</summary>
internal static partial class Oniguruma
{
    private const int LongestCount = 24;

    /// <summary>Translates possessive repetitions ("X?+" is "(?>X?)"), repeated counts ("X{1,3}+" is "(?:X{1,3})+") and "\h"; the rest is taken over.</summary>
    /// <exception cref="NotSupportedException">The pattern needs what .NET does not have.</exception>
    internal static string Translate(string pattern)
    {
        if (pattern.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
            throw new NotSupportedException("it names characters above U+FFFF");

        var translated = new StringBuilder(pattern.Length);
        var open = new Stack<int>();
        var atom = 0; // where in the translation the last atom begins, which a repetition repeats
        for (var i = 0; i < pattern.Length;)
        {
            var start = translated.Length;
            var length = AtomLength(pattern, i);
            var next = pattern[i];
            if (next is '?' or '*' or '+')
            {
                translated.Append(next);
                if (i + 1 < pattern.Length && pattern[i + 1] == '+')
                {
                    translated.Insert(atom, "(?>").Append(')');
                    length++;
                }
            }
            else if (Count().Match(pattern, i, Math.Min(pattern.Length - i, LongestCount)) is { Success: true } count)
            {
                length = count.Length;
                translated.Append(count.Value);
                if (i + length < pattern.Length && pattern[i + length] == '+')
                    translated.Insert(atom, "(?:").Append(')');
            }
            else
            {
                if (next == '(')
                    open.Push(start);
                atom = next == ')' && open.TryPop(out var opening) ? opening : start;
                translated.Append(pattern.AsSpan(i, length) is "\\h" ? "[0-9a-fA-F]" : pattern.AsSpan(i, length));
            }

            i += length;
        }

        return translated.ToString();
    }

    [GeneratedRegex(@"\G\{\d*,?\d*\}")]
    private static partial Regex Count();

    // An escape, a class in brackets, or one character.
    private static int AtomLength(string pattern, int at) => pattern[at] switch
    {
        '\\' => EscapeLength(pattern, at),
        '[' => ClassLength(pattern, at),
        _ => 1,
    };

    private static int EscapeLength(string pattern, int at)
    {
        if (at + 2 < pattern.Length && pattern[at + 1] is 'p' or 'P' && pattern[at + 2] == '{' && pattern.IndexOf('}', at) is var end and > 0)
            return end + 1 - at;
        return Math.Min(2, pattern.Length - at);
    }

    private static int ClassLength(string pattern, int at)
    {
        // A bracket right behind the opening one, or behind "^", stands for itself.
        var i = at + 1;
        if (i < pattern.Length && pattern[i] == '^')
            i++;
        for (var first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] == ']' && i > first)
                return i + 1 - at;
            else if (pattern[i] == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':')
                throw new NotSupportedException("it has a class such as [:alpha:]");
            else if (pattern[i] == '&' && i + 1 < pattern.Length && pattern[i + 1] == '&')
                throw new NotSupportedException("it cuts two classes by &&");
        }

        return pattern.Length - at;
    }
}
