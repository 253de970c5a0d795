namespace Vitrine.Search.Fields;

/// <summary>A branch of the category tree as a value of a field.</summary>
internal static class BranchTerm
{
    /// <summary>Between the names, as people write a branch.</summary>
    public const char Between = '/';

    // No name of a category has it, so that "a/b" is not "a" above "b".
    private const char Joint = '\u001f';

    /// <summary>Of a branch.</summary>
    public static string Of(IEnumerable<string> path) => string.Join(Joint, path);

    /// <summary>The branch.</summary>
    public static IReadOnlyList<string> PathOf(string term) => term.Split(Joint);

    /// <summary>Of all branches on the way to a category.</summary>
    public static IEnumerable<string> OnTheWay(IReadOnlyList<string> path) => Enumerable.Range(1, path.Count).Select(depth => Of(path.Take(depth)));
}
