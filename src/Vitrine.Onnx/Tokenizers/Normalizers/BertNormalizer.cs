using System.Globalization;
using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>BERT's clean-up (Devlin et al., NAACL 2019).</summary>
internal sealed class BertNormalizer : Normalizer
{
    /// <summary>Drops control characters; all white space becomes a blank.</summary>
    internal bool CleansText { get; init; } = true;

    /// <summary>Puts blanks round Chinese characters, so that each is a word.</summary>
    internal bool SeparatesChinese { get; init; } = true;

    /// <summary>Takes accents off; null: where <see cref="Lowers"/>.</summary>
    internal bool? StripsAccents { get; init; }

    internal bool Lowers { get; init; } = true;

    internal override string Apply(string text)
    {
        if (CleansText || SeparatesChinese)
            text = Rewritten(text);
        if ((StripsAccents ?? Lowers) && !Ascii.IsValid(text))
            text = Characters.Without(CanonicalComposition.Decompose(text), Characters.IsNonSpacingMark);
        return Lowers ? LowercaseNormalizer.Lower(text) : text;
    }

    private string Rewritten(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text;

        var rewritten = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (CleansText && IsDropped(rune))
                continue;
            if (CleansText && (rune.Value is '\t' or '\n' or '\r' || Rune.IsWhiteSpace(rune)))
                rewritten.Append(' ');
            else if (SeparatesChinese && IsChinese(rune.Value))
                rewritten.Append(' ').Append(rune).Append(' ');
            else
                rewritten.Append(rune);
        }

        return rewritten.ToString();
    }

    private static bool IsDropped(Rune rune) => rune.Value is 0 or 0xFFFD
        || (rune.Value is not ('\t' or '\n' or '\r') && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse);

    // The blocks of CJK ideographs; neither kana nor hangul, which are written with blanks or as words. BERT's own script has 2B820 where every reader of
    // tokenizer.json has 2B920.
    private static bool IsChinese(int code) => code
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
