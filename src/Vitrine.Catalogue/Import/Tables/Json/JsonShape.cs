namespace Vitrine.Catalogue;

/// <summary>Whether a text is JSON, and of which of its two shapes: one object on each line, or one document.</summary>
internal static class JsonShape
{
    private const int SampledLines = 100;

    /// <summary>By the name of the file where that says it, else by how the text begins.</summary>
    public static bool IsJson(TableSource source, TextForm form)
    {
        if (source.Ending is ".json" or ".jsonl" or ".ndjson")
            return true;
        using var bytes = new JsonBytes(source, form);
        var first = bytes.PeekValue();
        if (first is not ('{' or '['))
            return false;
        bytes.Read();
        return bytes.PeekValue() is var second && second is '"' || (first == '[' && second == '{');
    }

    /// <summary>The products of a text that is JSON. It is taken as lines where at least half of the first ones look like whole objects.</summary>
    public static IJsonItems Open(TableSource source, TextForm form)
    {
        int all = 0, whole = 0;
        using (var lines = new TableLines(source, form))
        {
            while (all < SampledLines && lines.Next(out var tooLong) is { } line)
            {
                var text = line.AsSpan().Trim();
                if (tooLong || text.IsEmpty)
                    continue;
                all++;
                if (text[0] == '{' && text[^1] == '}')
                    whole++;
            }
        }

        // A single line may be a whole document.
        return whole * 2 >= all && (all > 1 || source.Ending is ".jsonl" or ".ndjson") ? new JsonLines(source, form) : new JsonDocumentItems(source, form);
    }
}
