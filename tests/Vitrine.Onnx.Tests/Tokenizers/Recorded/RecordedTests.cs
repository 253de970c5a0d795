namespace Vitrine.Onnx.Tests.Tokenizers;

/// <summary>Ids beside those that an independent reader of the same files gives.</summary>
public class RecordedTests
{
    public static TheoryData<string> Names => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_TextsOfAllKinds_GivesTheRecordedIds(string name)
    {
        var tokenizer = Recording.Load(name);
        var expected = Recording.Ids(name);
        var wrong = Recording.Texts.Select((text, i) => (text, expected: expected[i], found: Recording.Shown(tokenizer.Encode(text, tokenizer.MaxLength ?? int.MaxValue))))
            .Where(row => row.expected != row.found)
            .Select(row => $"{System.Text.Json.JsonSerializer.Serialize(row.text.Length > 80 ? row.text[..80] : row.text)}\n  {row.expected}\n  {row.found}")
            .ToList();
        Assert.Equal(1000, expected.Length);
        Assert.True(wrong.Count == 0, $"{wrong.Count} texts of {name} have other ids:\n{string.Join('\n', wrong.Take(12))}");
    }
}
