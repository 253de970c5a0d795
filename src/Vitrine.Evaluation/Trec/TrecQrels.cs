using System.Globalization;

namespace Vitrine.Evaluation;

/// <summary>Relevance judgements in TREC form: <c>qid 0 docid rel</c>, one per line, optionally gzipped.</summary>
public sealed class TrecQrels
{
    private readonly Dictionary<string, Dictionary<string, int>> grades = [];

    /// <summary>Query ids in the order of their first judgement.</summary>
    public IEnumerable<string> Queries => grades.Keys;

    /// <summary>Judged documents of a query with their grades; empty for an unknown query.</summary>
    public IReadOnlyDictionary<string, int> Grades(string queryId) => grades.GetValueOrDefault(queryId) ?? [];

    /// <summary>Adds a judgement.</summary>
    /// <returns>False when this document of this query was judged before; the earlier grade stays.</returns>
    public bool Add(string queryId, string documentId, int grade)
    {
        if (!grades.TryGetValue(queryId, out var documents))
            grades.Add(queryId, documents = []);
        return documents.TryAdd(documentId, grade);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrecFormatException">A line has other cells, a grade is no integer, a judgement is repeated, or a limit is exceeded.</exception>
    public static TrecQrels Read(string path, TrecLimits? limits = null)
    {
        var qrels = new TrecQrels();
        foreach (var (line, cells) in TrecText.Read(path, "qid 0 docid rel", limits ?? TrecLimits.Default))
        {
            if (!int.TryParse(cells[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grade))
                throw new TrecFormatException(path, line, $"relevance '{cells[3]}' found, an integer expected.");
            if (!qrels.Add(cells[0], cells[2], grade))
                throw new TrecFormatException(path, line, $"query '{cells[0]}' judges document '{cells[2]}' a second time; remove one of the lines.");
        }

        return qrels;
    }

    /// <summary>Writes a file; queries and documents in the order they were added.</summary>
    /// <exception cref="ArgumentException">An id is empty or holds white space.</exception>
    public void Write(string path)
    {
        using var writer = TrecText.Create(path);
        foreach (var (query, documents) in grades)
        {
            foreach (var (document, grade) in documents)
                writer.WriteLine(FormattableString.Invariant($"{TrecText.Cell(query, "query")} 0 {TrecText.Cell(document, "document")} {grade}"));
        }
    }
}
