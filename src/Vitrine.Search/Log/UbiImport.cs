using Vitrine.Catalogue;

namespace Vitrine.Search.Log;

/// <summary>What was taken from a file.</summary>
/// <param name="Queries">Queries.</param>
/// <param name="Clicks">Clicks and what else says that somebody wants a product.</param>
/// <param name="PassedOver">Other events, such as impressions.</param>
/// <param name="Problems">Lines that are none of the schema.</param>
public sealed record UbiImported(long Queries, long Clicks, long PassedOver, LineReport Problems);

/// <summary>Takes queries and clicks that a shop recorded elsewhere in the schema of User Behavior Insights into its log. The same file may be read again: each counts once.</summary>
public static class UbiImport
{
    private const int LongestLine = 1 << 20;
    private const int Chunk = 1000;

    /// <param name="storePath">The store.</param>
    /// <param name="file">NDJSON: queries, events, or both in one.</param>
    /// <param name="progress">Gets the number of lines that are read.</param>
    /// <param name="cancellation">Stops; what was read is kept.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">It has lines, and none of them is one of the schema.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static UbiImported Run(string storePath, string file, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(file))
            throw new UsageException($"There is no file '{file}'.", "Give a file of UBI queries or events, an object a line.");
        var (problems, queries, clicks) = (new LineReport(), new Kept<LoggedQuery>(QueryLog.Queries(storePath), UbiLine.Of, cancellation), new Kept<LoggedClick>(QueryLog.Clicks(storePath), UbiLine.Of, cancellation));
        var passedOver = 0L;
        using var stream = File.OpenRead(file);
        var reader = new LineReader(stream, LongestLine);
        while (reader.TryRead(out var line, out var isTooLong))
        {
            cancellation.ThrowIfCancellationRequested();
            if (line.IsEmpty && !isTooLong)
                continue;
            try
            {
                var said = isTooLong ? throw new FormatException($"more than {LongestLine:N0} bytes; expected fewer") : UbiLine.Read(line);
                if (said is LoggedQuery query)
                    queries.Add(query);
                else if (said is LoggedClick click)
                    clicks.Add(click);
                else
                    passedOver++;
            }
            catch (FormatException e)
            {
                problems.Add(reader.LineNumber, e.Message);
            }

            progress?.Report(reader.LineNumber);
        }

        if (problems.Count > 0 && queries.Count + clicks.Count + passedOver == 0)
            throw new BadDataException(file, null, null, $"no line that can be read, the first is {problems.Problems[0]}", "queries or events of UBI, an object a line", "Export them as NDJSON.");
        queries.Flush();
        clicks.Flush();
        return new UbiImported(queries.Count, clicks.Count, passedOver, problems);
    }

    /// <summary>Lines of one kind, written a thousand at a time.</summary>
    private sealed class Kept<T>(LogFiles files, Func<T, string> lineOf, CancellationToken cancellation)
    {
        private readonly List<string> lines = [];

        public long Count { get; private set; }

        public void Add(T one)
        {
            lines.Add(lineOf(one));
            Count++;
            if (lines.Count == Chunk)
                Flush();
        }

        public void Flush()
        {
            if (lines.Count > 0)
                files.Append(lines, cancellation);
            lines.Clear();
        }
    }
}
