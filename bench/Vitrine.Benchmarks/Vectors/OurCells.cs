using System.Diagnostics;
using System.Globalization;
using Vitrine.Index;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>Our index over half-precision vectors in a temporary folder, parted into cells.</summary>
public sealed class OurCells : IVectorSide
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
    private readonly IndexWriter writer;
    private IndexSnapshot? snapshot;

    /// <summary>An empty index.</summary>
    public OurCells(int dimensions) => writer = IndexWriter.Create(folder, new IndexSchema([], dimensions));

    private IndexSnapshot Snapshot => snapshot ?? throw new InvalidOperationException("Finish comes first.");

    /// <summary>Adds a vector.</summary>
    public void Add(int number, ReadOnlySpan<float> vector) => writer.Put(number.ToString("x8", CultureInfo.InvariantCulture), number, [], vector);

    /// <summary>Parts the vectors and opens them for search.</summary>
    public void Finish(int threads)
    {
        writer.Partition(new PartitionOptions { LeastItems = 1, Threads = threads });
        writer.Dispose();
        snapshot = IndexSnapshot.Open(folder);
    }

    /// <summary>The true nearest.</summary>
    /// <param name="query">The query.</param>
    /// <param name="k">Hits wanted.</param>
    /// <param name="items">Of so many first vectors; null for all.</param>
    public int[] Exact(float[] query, int k, int? items = null)
    {
        var filter = items is { } first ? RowSet.Where(Snapshot.Count, row => row < first) : null;
        return [.. Snapshot.SearchVectors(query, k, filter).Select(match => match.Row)];
    }

    /// <summary>Recalls to ask for: those that the index says it measured.</summary>
    public IReadOnlyList<double> Settings(int k) =>
        [.. Snapshot.Partitions.SelectMany(partition => partition.Steps).Where(step => step.K == k).Select(step => step.Recall).Distinct().Order()];

    /// <inheritdoc/>
    public int[] Search(float[] query, int k, double setting) => [.. Snapshot.SearchVectorsAtRecall(query, k, setting, road: SearchRoad.Cells).Matches.Select(match => match.Row)];

    /// <summary>The codes of all vectors; the vectors themselves stay on disk, but for the pages of those that are read.</summary>
    public long ResidentBytes() => Snapshot.Partitions.Sum(partition => partition.Bytes);

    /// <summary>Pages of all files of the index, vectors included, that the searches since <see cref="Reopen"/> have touched.</summary>
    public long TouchedBytes()
    {
        long bytes = 0;
        var isOurs = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.Contains(" r", StringComparison.Ordinal) && line.Contains('-') && !line.Contains("kB", StringComparison.Ordinal))
                isOurs = line.Contains(folder, StringComparison.Ordinal);
            else if (isOurs && line.StartsWith("Rss:", StringComparison.Ordinal))
                bytes += 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }

        return bytes;
    }

    /// <summary>Opens the index anew, with no page of it in memory; says how many milliseconds that takes.</summary>
    public double Reopen()
    {
        Snapshot.Dispose();
        var start = Stopwatch.GetTimestamp();
        snapshot = IndexSnapshot.Open(folder);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        snapshot?.Dispose();
        writer.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
