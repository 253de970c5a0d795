using System.Text.Json;

namespace Vitrine.Workbench.Experiments;

/// <summary>Takes the last figures of an experiment as what is expected from now on, and writes them into its file.</summary>
public static class ExpectedFigures
{
    private const string Expected = "expected";
    private const string NotMeasured = "notMeasured";

    /// <summary>Figures of the table's columns; those that are no shares (minutes, distances) are not judged, because more of them is not better.</summary>
    public static IEnumerable<KeyValuePair<string, Expectation>> Of(Experiment experiment, ExperimentResult result) =>
        from label in experiment.RowLabels
        from column in experiment.Columns
        where column.IsShare
        let key = $"{label}/{column.Metric}"
        where result.Metrics.ContainsKey(key)
        select KeyValuePair.Create(key, Expectation.From(result.Metrics[key], result.Metrics.GetValueOrDefault($"{key}/std"), ToleranceBefore(experiment, result, key)));

    // One seed tells nothing of the spread: what several told stays.
    private static double ToleranceBefore(Experiment experiment, ExperimentResult result, string key) =>
        result.Seeds.Count == 1 && experiment.Expected?.GetValueOrDefault(key) is { } before ? before.Tolerance : 0;

    /// <summary>Replaces "expected", or the reason why there was nothing, in reproduce/NAME.json; the rest of the file stays as somebody wrote it.</summary>
    /// <returns>How many figures are expected now.</returns>
    /// <exception cref="MeasurementException">The experiment has no result.</exception>
    public static int Write(Repository repository, Experiment experiment)
    {
        KeyValuePair<string, Expectation>[] figures = repository.LastResult(experiment.Name) is { } result ? [.. Of(experiment, result)] : [];
        if (figures.Length == 0)
            throw new MeasurementException($"{experiment.Name} has no result to expect again.", $"run '{experiment.Command}' first.");
        var path = repository.ExperimentPath(experiment.Name);
        var file = File.ReadAllBytes(path);
        var (from, to) = PropertyIn(file);
        var lines = figures.Select(figure => FormattableString.Invariant($"    \"{figure.Key}\": {{ \"value\": {figure.Value.Value}, \"tolerance\": {figure.Value.Tolerance} }}"));
        var property = $"\"{Expected}\": {{\n{string.Join(",\n", lines)}\n  }}";
        File.WriteAllBytes(path, [.. file[..from], .. System.Text.Encoding.UTF8.GetBytes(property), .. file[to..]]);
        return figures.Length;
    }

    // Where the property with its name stands, in bytes: a file has one of the two.
    private static (int From, int To) PropertyIn(byte[] file)
    {
        var reader = new Utf8JsonReader(file, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !(reader.ValueTextEquals(Expected) || reader.ValueTextEquals(NotMeasured)))
                continue;
            var from = (int)reader.TokenStartIndex;
            reader.Read();
            reader.Skip();
            return (from, (int)reader.BytesConsumed);
        }

        throw new InvalidOperationException("An experiment that was read has one of the two properties.");
    }
}
