namespace Vitrine.Onnx.Tokenizers;

/// <summary>A stretch of a text, in UTF-16 units, that a pattern matched or that lies between two matches.</summary>
internal readonly record struct Stretch(int Start, int End, bool IsMatch)
{
    /// <summary>Covers a text of <paramref name="length"/> by its matches and what lies between them.</summary>
    internal static List<Stretch> Cover(List<(int Start, int End)> matches, int length)
    {
        var stretches = new List<Stretch>(2 * matches.Count + 1);
        var end = 0;
        foreach (var match in matches)
        {
            if (match.Start > end)
                stretches.Add(new(end, match.Start, false));
            stretches.Add(new(match.Start, match.End, true));
            end = match.End;
        }

        if (end < length)
            stretches.Add(new(end, length, false));
        return stretches;
    }

    /// <summary>The pieces that a behaviour makes of stretches which cover a text; empty ones are left out.</summary>
    internal static List<Stretch> Arrange(List<Stretch> stretches, SplitBehavior behavior)
    {
        switch (behavior)
        {
            case SplitBehavior.Removed:
                stretches.RemoveAll(stretch => stretch.IsMatch);
                break;
            case SplitBehavior.Contiguous:
                Join(stretches, (previous, stretch) => previous == stretch);
                break;
            case SplitBehavior.MergedWithPrevious:
                Join(stretches, (previous, stretch) => stretch && !previous);
                break;
            case SplitBehavior.MergedWithNext:
                stretches.Reverse();
                Join(stretches, (previous, stretch) => stretch && !previous);
                stretches.Reverse();
                break;
        }

        stretches.RemoveAll(stretch => stretch.Start == stretch.End);
        return stretches;
    }

    // Joins a stretch to the one before it where the two kinds (match or not) ask for it; the kind that counts is that of the stretch, not of the joined piece.
    private static void Join(List<Stretch> stretches, Func<bool, bool, bool> joins)
    {
        var written = 0;
        var previous = false;
        for (var i = 0; i < stretches.Count; i++)
        {
            var stretch = stretches[i];
            if (written > 0 && joins(previous, stretch.IsMatch))
            {
                var last = stretches[written - 1];
                stretches[written - 1] = last with { Start = Math.Min(last.Start, stretch.Start), End = Math.Max(last.End, stretch.End) };
            }
            else
            {
                stretches[written++] = stretch;
            }

            previous = stretch.IsMatch;
        }

        stretches.RemoveRange(written, stretches.Count - written);
    }
}
