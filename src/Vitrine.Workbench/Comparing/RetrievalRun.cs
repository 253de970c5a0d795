using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Platform;

namespace Vitrine.Workbench.Comparing;

/// <summary>One direction of a run: what every query gave.</summary>
/// <param name="Direction">"text-to-image" or "image-to-text".</param>
/// <param name="Queries">Ids of the products that asked and counted.</param>
/// <param name="Categories">The finest category of each, names joined by " / ".</param>
/// <param name="Measures">By the name of a metric, its value for each query.</param>
/// <param name="PrecisionAtRank">Mean precision of the first N.</param>
/// <param name="PrecisionAtRecall">Mean precision where a share of the relevant items is found.</param>
public sealed record RunDirection(
    string Direction, IReadOnlyList<string> Queries, IReadOnlyList<string> Categories, IReadOnlyDictionary<string, IReadOnlyList<double>> Measures,
    IReadOnlyList<CurvePoint> PrecisionAtRank, IReadOnlyList<CurvePoint> PrecisionAtRecall);

/// <summary>A point of a curve.</summary>
public readonly record struct CurvePoint(double At, double Value);

/// <summary>
/// What an evaluation leaves to be compared with others: <c>run.json</c> in a folder of its own, beside it, where asked for, the rankings as TREC files.
/// </summary>
/// <param name="Label">The method with its variant and bits, such as "hichnet-64-weighted".</param>
/// <param name="Task">"category" or "category-unseen".</param>
/// <param name="Compared">What of two products was compared.</param>
/// <param name="Protocol">Gallery, relevance, ties and split, in a line.</param>
/// <param name="SplitHash">Runs of other splits cannot be compared with it.</param>
/// <param name="Directions">Both.</param>
public sealed record RetrievalRun(string Label, string Task, string Compared, string Protocol, string SplitHash, IReadOnlyList<RunDirection> Directions)
{
    private const string FileName = "run.json";
    private const long MostBytes = 1_000_000_000; // ten thousand queries take some megabytes

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Reads the run of a folder.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    /// <exception cref="BadDataException">Its file cannot be understood.</exception>
    public static RetrievalRun Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new UsageException($"'{folder}' is no run: it has no {FileName}.", "Write one with: vitrine eval STORE --model NAME --run DIR");
        try
        {
            if (new FileInfo(path).Length > MostBytes)
                throw new JsonException($"it has more than {MostBytes:N0} bytes.");
            var run = JsonSerializer.Deserialize<RetrievalRun>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it holds null.");
            foreach (var direction in run.Directions)
            {
                if (direction.Queries.Count != direction.Categories.Count || direction.Measures.Values.Any(values => values.Count != direction.Queries.Count))
                    throw new JsonException($"{direction.Direction} has lists of different lengths.");
            }

            return run;
        }
        catch (JsonException error)
        {
            throw new BadDataException(path, null, null, error.Message.TrimEnd('.'), "a run", "Write it again with: vitrine eval STORE --model NAME --run DIR", error);
        }
    }

    /// <summary>Writes it; an older run in the folder is replaced.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        DurableFile.Replace(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Json));
    }

    /// <summary>The values of a metric for all queries of both directions; null where a direction has none.</summary>
    public IReadOnlyList<double>? Values(string metric) =>
        Directions.All(direction => direction.Measures.ContainsKey(metric)) ? [.. Directions.SelectMany(direction => direction.Measures[metric])] : null;
}
