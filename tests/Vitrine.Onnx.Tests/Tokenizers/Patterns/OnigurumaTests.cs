using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Tests.Tokenizers;

public class OnigurumaTests
{
    [Theory]
    [InlineData(@"\p{L}++", @"(?>\p{L}+)")]
    [InlineData(@"[^\r\n\p{L}]?+x", @"(?>[^\r\n\p{L}]?)x")]
    [InlineData("(ab|c)*+d", "(?>(ab|c)*)d")]
    [InlineData(@"\p{N}{1,3}+", @"(?:\p{N}{1,3})+")]
    [InlineData(@"\p{N}{1,3}", @"\p{N}{1,3}")]
    [InlineData("[]+]+", "[]+]+")]
    [InlineData(@"a\++", @"a\++")]
    [InlineData(@"\h", "[0-9a-fA-F]")]
    [InlineData("a+?", "a+?")]
    public void Translate_RepetitionsOfOniguruma_AreThoseOfDotNet(string pattern, string expected) => Assert.Equal(expected, Oniguruma.Translate(pattern));

    [Theory]
    [InlineData("[[:alpha:]]")]
    [InlineData("[a-z&&[^b]]")]
    [InlineData("👟")]
    public void Translate_WhatDotNetLacks_IsRefused(string pattern) => Assert.Throws<NotSupportedException>(() => Oniguruma.Translate(pattern));
}
