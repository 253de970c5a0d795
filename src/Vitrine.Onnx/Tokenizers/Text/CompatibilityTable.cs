using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>What a character stands for in Unicode's compatibility forms ("ﬁ" is "fi", "①" is "1"), from the embedded <c>compatibility.txt</c>.</summary>
internal static class CompatibilityTable
{
    private static readonly FrozenDictionary<int, string> Expansions = Read();

    /// <summary>Replaces every character that has one by its full expansion; canonical compositions are left as they are.</summary>
    internal static string Expand(string text)
    {
        if (Ascii.IsValid(text))
            return text;

        var expanded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Expansions.TryGetValue(rune.Value, out var expansion))
                expanded.Append(expansion);
            else
                expanded.Append(rune);
        }

        return expanded.ToString();
    }

    private static FrozenDictionary<int, string> Read()
    {
        using var stream = typeof(CompatibilityTable).Assembly.GetManifestResourceStream("compatibility.txt")!;
        using var reader = new StreamReader(stream);
        var expansions = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;

            var codes = Array.ConvertAll(line.Split(' '), field => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            expansions.Add(codes[0], string.Concat(codes.Skip(1).Select(char.ConvertFromUtf32)));
        }

        return expansions.ToFrozenDictionary();
    }
}
