namespace Vitrine.Catalogue;

/// <summary>Which references wait for which file: 16 bytes for each.</summary>
internal sealed class WantedFiles
{
    private readonly List<(int File, long Number)> pairs = [];
    private readonly List<int> files = [];

    /// <summary>The files, each once, in the order in which they were first asked for.</summary>
    public IReadOnlyList<int> Files => files;

    public void Add(int file, long number) => pairs.Add((file, number));

    /// <summary>To be called once, after the last <see cref="Add"/>.</summary>
    public void Close()
    {
        var seen = new HashSet<int>();
        foreach (var (file, _) in pairs)
        {
            if (seen.Add(file))
                files.Add(file);
        }

        pairs.Sort();
    }

    /// <summary>The references that wait for a file, in the order of their numbers.</summary>
    public IEnumerable<long> ReferencesTo(int file)
    {
        var at = pairs.BinarySearch((file, long.MinValue));
        for (at = at < 0 ? ~at : at; at < pairs.Count && pairs[at].File == file; at++)
            yield return pairs[at].Number;
    }
}
