namespace Vitrine.Search.Words;

/// <summary>Which letters lie side by side, on any of the usual keyboards: QWERTY, QWERTZ, AZERTY, ЙЦУКЕН.</summary>
internal static class Keyboard
{
    // Three rows each, every row a third of a key further to the right.
    private static readonly string[][] Layouts =
    [
        ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
        ["qwertzuiopü", "asdfghjklöä", "yxcvbnm"],
        ["azertyuiop", "qsdfghjklm", "wxcvbn"],
        ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"],
    ];

    private static readonly HashSet<(char, char)> Neighbours = [.. Layouts.SelectMany(PairsOf)];

    public static bool AreNeighbours(char one, char other) => Neighbours.Contains((one, other));

    private static IEnumerable<(char, char)> PairsOf(string[] rows)
    {
        foreach (var (row, keys) in rows.Index())
        {
            for (var key = 0; key < keys.Length; key++)
            {
                var below = row + 1 < rows.Length ? rows[row + 1] : "";
                foreach (var other in new[] { (keys, key + 1), (below, key - 1), (below, key) }.Where(place => place.Item2 >= 0 && place.Item2 < place.Item1.Length).Select(place => place.Item1[place.Item2]))
                {
                    yield return (keys[key], other);
                    yield return (other, keys[key]);
                }
            }
        }
    }
}
