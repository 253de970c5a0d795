using System.Text.Json;

namespace Vitrine.Search.Words;

/// <summary>What the words were taken from, and how.</summary>
/// <param name="Language">See <see cref="WordLanguage"/>.</param>
/// <param name="DataHash">Of the store's products.</param>
/// <param name="RowsHash">Of their rows.</param>
/// <param name="Products">Rows of the store.</param>
internal sealed record WordFileCard(string Language, string DataHash, string RowsHash, int Products)
{
    /// <summary>The average length of each field, by which frequencies are taken; null in a file of before this was noted.</summary>
    public double[]? Averages { get; init; }

    /// <summary>A card has some hundred bytes; more is no card.</summary>
    public const int MostBytes = 1 << 16;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <exception cref="JsonException">It is no card.</exception>
    public static WordFileCard FromJson(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<WordFileCard>(json) ?? throw new JsonException("There is no card.");
}
