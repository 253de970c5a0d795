using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Tests.Tokenizers;

public class WordPieceModelTests
{
    private const int Unknown = 0;

    private static readonly WordPieceModel Model = new(
        new(new() { ["[UNK]"] = Unknown, ["un"] = 1, ["##aff"] = 2, ["##able"] = 3, ["una"] = 4, ["##a"] = 5, ["##👟"] = 6, ["a"] = 7 }), "##", Unknown, longestWord: 12);

    [Theory]
    [InlineData("unaffable", new[] { Unknown })] // "una" is the longest start, and nothing goes on with "ffable"
    [InlineData("unable", new[] { Unknown })]
    [InlineData("una", new[] { 4 })]
    [InlineData("aaffable", new[] { 7, 2, 3 })]
    [InlineData("a👟a", new[] { 7, 6, 5 })]
    [InlineData("aaaaaaaaaaaa", new[] { 7, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 })]
    [InlineData("aaaaaaaaaaaaa", new[] { Unknown })] // 13 letters
    [InlineData("a👟👟👟👟👟👟👟", new[] { 7, 6, 6, 6, 6, 6, 6, 6 })] // 8 code points in 15 units
    public void Encode_AWord_TakesTheLongestTokenFromTheLeft(string word, int[] expected)
    {
        var ids = new List<int> { 99 };
        Model.Encode(word, ids);
        Assert.Equal([99, .. expected], ids);
    }
}
