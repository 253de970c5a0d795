using System.Security.Cryptography;
using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.KddCup;

/// <summary>What was left out of a file.</summary>
/// <param name="File">Its path.</param>
/// <param name="Report">The lines.</param>
public sealed record SkippedLines(string File, LineReport Report);

/// <summary>
/// A folder of KDD Cup files as something to learn from, and to be measured on: <c>train.tsv</c> is the training part, <c>valid.tsv</c> the validation part
/// and <c>test.tsv</c> the test part, the last two as far as their answers are there. Items are numbered through the files in this order.
/// </summary>
public sealed class KddCupTrainingData : ITrainingData, IDisposable
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoAttributes = new Dictionary<string, IReadOnlyList<string>>();
    private static readonly string[] Names = [KddCupFolder.Train, KddCupFolder.Valid, KddCupFolder.Test]; // by Part

    private readonly KddCupFolder folder;
    private readonly KddCupCache?[] files = new KddCupCache?[Names.Length];
    private readonly KddCupItems items;
    private readonly KddCupCategories categories;

    private KddCupTrainingData(KddCupFolder folder, IProgress<double>? progress, CancellationToken cancellation)
    {
        this.folder = folder;
        try
        {
            var parts = Enum.GetValues<Part>().Where(Has).ToArray();
            foreach (var (done, part) in parts.Index())
                files[(int)part] = folder.OpenRows(Names[(int)part], new Share(progress, done, parts.Length), cancellation);
            var rows = new KddCupRows([.. files.OfType<KddCupCache>()]);
            items = new KddCupItems(folder.Path, rows);
            categories = new KddCupCategories(rows, folder.Labels(), cancellation);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Opens a folder. Files that were not read before are decoded first, which takes about as long as copying them.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="progress">Gets the share of the work that is done, where there is some.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BadDataException">A file is not of the task's form.</exception>
    /// <exception cref="UsageException">There is neither a training file nor one with answers.</exception>
    public static KddCupTrainingData Open(KddCupFolder folder, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        folder.Has(KddCupFolder.Train) || folder.HasAnswers(KddCupFolder.Valid) || folder.HasAnswers(KddCupFolder.Test)
            ? new KddCupTrainingData(folder, progress, cancellation)
            : throw new UsageException($"'{folder.Path}' has rows without answers only.", $"Put {KddCupFolder.Train}.tsv or {KddCupFolder.Valid}_answer.json beside them.");

    public string Path => folder.Path;

    /// <inheritdoc cref="ITrainingData.Items"/>
    public KddCupItems Items => items;

    IItemSource ITrainingData.Items => items;

    public CategoryTree Tree => categories.Tree;

    public string DataHash => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', files.Select(file => file?.Fingerprint)))));

    /// <summary>Of the training file: what else is there changes nothing of what is learned.</summary>
    public string SplitHash => files[(int)Part.Train]?.Fingerprint ?? "";

    /// <summary>The lines that were skipped, file by file; files without any are left out.</summary>
    public IReadOnlyList<SkippedLines> Skipped => [.. Enum.GetValues<Part>().Where(part => files[(int)part] is { Report.Count: > 0 })
        .Select(part => new SkippedLines(FileOf(part), files[(int)part]!.Report))];

    public IReadOnlyList<int> RowsOf(Part part) => [.. Enumerable.Range(FirstOf(part), files[(int)part]?.Count ?? 0)];

    public int CategoryOf(int item) => categories[item];

    public IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> Attributes(IReadOnlyList<int> items) => items.Select(_ => NoAttributes);

    /// <summary>The queries of a part in the order of the file, each with its candidates.</summary>
    /// <exception cref="UsageException">The part has no answers.</exception>
    public IReadOnlyList<CandidateQuery> Queries(Part part)
    {
        if (part == Part.Train || files[(int)part] is not { } file)
            throw new UsageException($"{FileOf(part)} has no answers that tell right candidates from wrong ones.", "Name a part that has.");
        var first = FirstOf(part);
        return [.. folder.Queries(Names[(int)part], file)
            .Select(query => new CandidateQuery(query.Id, query.Text, [.. query.Rows.Select(row => first + row)], query.IsRelevant))];
    }

    public IReadOnlyList<CandidateQuery> ValidationQueries(int most) => files[(int)Part.Validation] is null ? [] : [.. Queries(Part.Validation).Take(most)];

    public void Dispose()
    {
        foreach (var file in files)
            file?.Dispose();
    }

    private bool Has(Part part) => part == Part.Train ? folder.Has(KddCupFolder.Train) : folder.HasAnswers(Names[(int)part]);

    private int FirstOf(Part part) => files.Take((int)part).Sum(file => file?.Count ?? 0);

    private string FileOf(Part part) => System.IO.Path.Combine(Path, $"{Names[(int)part]}.tsv");

    private sealed class Share(IProgress<double>? whole, int done, int parts) : IProgress<double>
    {
        public void Report(double value) => whole?.Report((done + value) / parts);
    }
}
