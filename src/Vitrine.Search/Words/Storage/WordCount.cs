namespace Vitrine.Search.Words;

/// <summary>A word as the shop writes it, in lower case, and the products that have it.</summary>
public readonly record struct WordCount(string Word, int Products);
