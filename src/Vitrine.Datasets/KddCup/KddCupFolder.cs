using Vitrine.Catalogue;
namespace Vitrine.Datasets.KddCup;

/// <summary>A query of a KDD Cup part with its candidates.</summary>
/// <param name="Id">Identifier of the query.</param>
/// <param name="Text">Its words.</param>
/// <param name="Rows">Rows of the part's cache, one per candidate.</param>
/// <param name="Products">Identifiers of the candidates.</param>
/// <param name="IsRelevant">What the answers say about each candidate.</param>
public sealed record KddCupQuery(string Id, string Text, IReadOnlyList<int> Rows, IReadOnlyList<string> Products, IReadOnlyList<bool> IsRelevant);

/// <summary>
/// A folder in the task's layout: <c>train.tsv</c>; <c>valid.tsv</c> with <c>valid_answer.json</c>; optionally <c>test.tsv</c> with <c>test_answer.json</c> of
/// the same form, and <c>multimodal_labels.txt</c>. Decoded rows are cached in its subfolder <c>cache</c>.
/// </summary>
public sealed class KddCupFolder
{
    /// <summary>The parts that a folder may have.</summary>
    public const string Train = "train", Valid = "valid", Test = "test";

    private readonly KddCupOptions options;

    private KddCupFolder(string path, KddCupOptions options) => (Path, this.options) = (path, options);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Whether a folder holds files of the task.</summary>
    public static bool IsOne(string path) => File.Exists(System.IO.Path.Combine(path, $"{Train}.tsv")) || File.Exists(System.IO.Path.Combine(path, $"{Valid}.tsv"));

    /// <summary>Opens a folder.</summary>
    /// <exception cref="UsageException">It holds no files of the task.</exception>
    public static KddCupFolder Open(string path, KddCupOptions? options = null) => IsOne(path)
        ? new(path, options ?? new())
        : throw new UsageException($"'{path}' is no folder of KDD Cup files.", $"It needs {Train}.tsv, {Valid}.tsv and {Valid}_answer.json.");

    /// <summary>Whether the folder has a part.</summary>
    public bool Has(string part) => File.Exists(FileOf(part));

    /// <summary>Whether the folder has a part together with its answers.</summary>
    public bool HasAnswers(string part) => Has(part) && File.Exists(AnswersOf(part));

    /// <summary>The decoded rows of a part; disposed by the caller. Rows of queries that the answers do not know are skipped and reported.</summary>
    /// <param name="part">One of the parts.</param>
    /// <param name="progress">Gets the fraction of the file that was read, where it is not cached yet.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public KddCupCache OpenRows(string part, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "cache")).FullName;
        var known = File.Exists(AnswersOf(part)) ? options with { KnownQueries = KddCupAnswers.Read(AnswersOf(part)).Keys.ToHashSet() } : options;
        return KddCupCache.OpenOrBuild(FileOf(part), System.IO.Path.Combine(folder, $"{part}.rows"), known, progress, cancellation);
    }

    /// <summary>The queries of a part in the order of the file, their candidates from its rows, their relevance from its answers.</summary>
    /// <exception cref="UsageException">The part has no answers.</exception>
    public IReadOnlyList<KddCupQuery> Queries(string part, KddCupCache rows)
    {
        var answers = KddCupAnswers.Read(AnswersOf(part));
        var queries = new Dictionary<string, (string Text, List<int> Rows, List<string> Products)>();
        for (var row = 0; row < rows.Count; row++)
        {
            var read = rows.ReadCaption(row);
            if (!queries.TryGetValue(read.QueryId, out var query))
                queries.Add(read.QueryId, query = (read.Query, [], []));
            query.Rows.Add(row);
            query.Products.Add(read.ProductId);
        }

        return [.. queries.Select(query => new KddCupQuery(query.Key, query.Value.Text, query.Value.Rows, query.Value.Products,
            [.. query.Value.Products.Select(product => answers.GetValueOrDefault(query.Key)?.Contains(product) ?? false)]))];
    }

    /// <summary>The names of the categories of regions by number; empty where the folder has none.</summary>
    /// <exception cref="BadDataException">The file of names cannot be understood.</exception>
    public IReadOnlyDictionary<long, string> Labels()
    {
        var path = System.IO.Path.Combine(Path, "multimodal_labels.txt");
        return File.Exists(path) ? KddCupLabels.Read(path) : new Dictionary<long, string>();
    }

    private string FileOf(string part) => System.IO.Path.Combine(Path, $"{part}.tsv");

    private string AnswersOf(string part) => System.IO.Path.Combine(Path, $"{part}_answer.json");
}
