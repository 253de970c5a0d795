namespace Vitrine.Search.Queries;

/// <summary>An <see cref="Aspect"/> while products are read, row after row.</summary>
/// <param name="name">As the shop calls it.</param>
/// <param name="isKind">Whether it names what the product is.</param>
/// <param name="mostValues">With more values it is none: a brand of thousands or a style number names products, and not how they are.</param>
internal sealed class AspectDraft(string name, bool isKind, int mostValues)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> wordings = [];
    private readonly List<int> rows = []; // the row of each value
    private readonly List<int> values = [];
    private int products, saidProducts;

    public string Name => name;

    /// <summary>Products with a value that could be asked for.</summary>
    public int Products => saidProducts;

    /// <summary>Whether queries can be made of it: there is something to choose from, there are few values, and those of most products are words.</summary>
    public bool IsUsable => wordings.Count > 1 && wordings.Count <= mostValues && 2 * saidProducts >= products;

    /// <param name="row">Not below that of the call before.</param>
    /// <param name="own">What the product has.</param>
    public void Add(int row, IEnumerable<string> own)
    {
        products++;
        if (wordings.Count > mostValues)
            return;
        var before = values.Count;
        foreach (var wording in own.Select(ValueWording.Of).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!numbers.TryGetValue(wording, out var number))
            {
                numbers.Add(wording, number = wordings.Count);
                wordings.Add(wording);
            }

            rows.Add(row);
            values.Add(number);
        }

        if (values.Count > before)
            saidProducts++;
        if (wordings.Count > mostValues)
            Forget();
    }

    /// <summary>What was read.</summary>
    /// <param name="count">Products of the shop.</param>
    public Aspect Finish(int count)
    {
        var firsts = new int[count + 1];
        foreach (var row in rows)
            firsts[row + 1]++;
        for (var row = 0; row < count; row++)
            firsts[row + 1] += firsts[row];
        return new Aspect(name, isKind, wordings, firsts, [.. values]);
    }

    private void Forget()
    {
        rows.Clear();
        rows.TrimExcess();
        values.Clear();
        values.TrimExcess();
    }
}
