namespace Vitrine.Client.Answers;

/// <summary>A name of the category tree.</summary>
/// <param name="Name">The name; empty for the whole shop.</param>
/// <param name="Count">Products below it.</param>
/// <param name="Children">The names below it.</param>
public sealed record Category(string Name, int Count, IReadOnlyList<Category> Children);
