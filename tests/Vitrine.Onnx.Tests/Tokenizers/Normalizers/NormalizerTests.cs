using System.Text;
using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Tests.Tokenizers;

/// <summary>What the recorded texts do not meet; the expected texts are those of the reference implementation.</summary>
public class NormalizerTests
{
    [Theory]
    [InlineData("a\U0002B81Fb", "a \U0002B81F b")]
    [InlineData("a\U0002B820b", "a\U0002B820b")] // the reader of the field leaves a gap up to 2B91F
    [InlineData("a\U0002B920b", "a \U0002B920 b")]
    [InlineData("a\U0002CEB0b", "a\U0002CEB0b")]
    [InlineData("a\uE000\u180E\U000E0001b", "ab")]
    [InlineData("a\u0378b", "a\u0378b")] // unassigned
    [InlineData("a\u20DD\u0903b", "a\u20DD\u0903b")] // marks that take room
    [InlineData("\u00C9\u0130", "ei")]
    public void Apply_OfBert_CleansAsPublished(string text, string expected) => Assert.Equal(expected, new BertNormalizer().Apply(text));

    [Theory]
    [InlineData("ﬁ①ẛ\u0323", NormalizationForm.FormKC, "fi1\u1E69")]
    [InlineData("ﬁ①ẛ\u0323", NormalizationForm.FormKD, "fi1s\u0323\u0307")]
    [InlineData("ﬁẛ\u0323", NormalizationForm.FormD, "ﬁſ\u0323\u0307")]
    [InlineData("e\u0301\u212B", NormalizationForm.FormC, "é\u00C5")]
    [InlineData("\uFF76\uFF9E한", NormalizationForm.FormKC, "ガ한")]
    public void Apply_OfAUnicodeForm_IsThatOfTheAnnex(string text, NormalizationForm form, string expected) =>
        Assert.Equal(expected, new UnicodeFormNormalizer(form).Apply(text));
}
