namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>A picture, and what people said to be different on another one.</summary>
/// <param name="Reference">Name of the picture that is shown.</param>
/// <param name="Target">Name of the picture that is wanted; null in a test whose answers are kept secret.</param>
/// <param name="Captions">What different people said, at least one.</param>
public sealed record CaptionedChange(string Reference, string? Target, IReadOnlyList<string> Captions)
{
    /// <summary>
    /// The captions as queries: of two, "1 and 2", "2 and 1", 1, 2. A training takes each as often (25 %); a test takes the first. One stands for itself.
    /// </summary>
    public IReadOnlyList<string> Phrasings => Captions is [var first, var second] ? [$"{first} and {second}", $"{second} and {first}", first, second] : [string.Join(" and ", Captions)];
}
