namespace Vitrine.Index;

/// <summary>The indexes of a place whose names begin with one name and a slash, without both: those of one shop among several.</summary>
/// <param name="all">All indexes of the place.</param>
/// <param name="name">The name.</param>
public sealed class IndexesUnder(IIndexes all, string name) : IIndexes
{
    private readonly string begin = name + "/";

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. all.Names.Where(one => one.StartsWith(begin, StringComparison.Ordinal)).Select(one => one[begin.Length..])];

    /// <inheritdoc/>
    public string PlaceOf(string name) => all.PlaceOf(begin + name);

    /// <inheritdoc/>
    public bool Exists(string name) => all.Exists(begin + name);

    /// <inheritdoc/>
    public IIndexSnapshot Open(string name) => all.Open(begin + name);

    /// <inheritdoc/>
    public IIndexWriter Create(string name, IndexSchema schema) => all.Create(begin + name, schema);

    /// <inheritdoc/>
    public IIndexWriter Change(string name, IndexSchema? expected = null) => all.Change(begin + name, expected);
}
