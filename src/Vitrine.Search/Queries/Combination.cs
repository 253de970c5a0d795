namespace Vitrine.Search.Queries;

/// <summary>Numbers of values, one of each of up to four aspects; −1 where there are fewer.</summary>
internal readonly record struct Combination(int First, int Second, int Third, int Fourth)
{
    public const int MostValues = 4;

    // A product of many values in several attributes would be in thousands; the first few are enough to find what is worth asking for.
    private const int MostOfOne = 6;

    /// <summary>The combinations that at least so many products have, in no particular order.</summary>
    /// <param name="aspects">1 to 4.</param>
    /// <param name="least">Products.</param>
    /// <param name="cancellation">Stops between products.</param>
    public static IEnumerable<Combination> Of(IReadOnlyList<Aspect> aspects, int least, CancellationToken cancellation)
    {
        var counts = new Dictionary<Combination, int>();
        for (var row = 0; row < aspects[0].Rows; row++)
        {
            if (row % 4096 == 0)
                cancellation.ThrowIfCancellationRequested();
            Count(aspects, row, 0, new Combination(-1, -1, -1, -1), counts);
        }

        return counts.Where(pair => pair.Value >= least).Select(pair => pair.Key);
    }

    /// <summary>The value of an aspect, by the aspect's place.</summary>
    public int this[int place] => place switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };

    private static void Count(IReadOnlyList<Aspect> aspects, int row, int place, Combination begun, Dictionary<Combination, int> counts)
    {
        if (place == aspects.Count)
        {
            counts[begun] = counts.GetValueOrDefault(begun) + 1;
            return;
        }

        var values = aspects[place].Of(row);
        for (var i = 0; i < values.Length && i < MostOfOne; i++)
            Count(aspects, row, place + 1, begun.With(place, values[i]), counts);
    }

    private Combination With(int place, int value) => place switch
    {
        0 => this with { First = value },
        1 => this with { Second = value },
        2 => this with { Third = value },
        _ => this with { Fourth = value },
    };
}
