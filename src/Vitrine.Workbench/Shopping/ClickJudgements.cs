using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Search.Log;

namespace Vitrine.Workbench.Shopping;

/// <summary>The clicks of a shop's log as judgements for other tools.</summary>
public static class ClickJudgements
{
    /// <summary>Writes TREC qrels (the grade is how many queries of the text led to the product), and beside them <c>FILE.queries.tsv</c>: the number of each query, a tab, its text.</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="file">Gets the qrels.</param>
    /// <param name="since">From then on; null for all that there is.</param>
    /// <returns>Queries and judgements.</returns>
    /// <exception cref="MeasurementException">Nothing was clicked, or the id of a product has white space, which the form cannot hold.</exception>
    public static (int Queries, int Judgements) Write(string storePath, string file, DateTimeOffset? since = null)
    {
        using var store = CatalogueStore.Open(storePath);
        var judged = ClickedQueries.Of(store, since);
        if (judged.Count == 0)
            throw new MeasurementException($"The log of '{storePath}' has no click on a product of the store.", $"Take clicks in with: vitrine queries import {storePath} FILE");
        var (qrels, judgements) = (new TrecQrels(), 0);
        foreach (var (number, query) in judged.Index())
        {
            foreach (var (row, clicks) in query.Clicked)
            {
                var id = store[row].Id;
                if (id.Any(char.IsWhiteSpace))
                    throw new MeasurementException($"The id '{id}' has white space, which TREC qrels cannot hold.", "Measure with: vitrine eval --task judged");
                qrels.Add(NameOf(number), id, (int)Math.Min(clicks, int.MaxValue));
                judgements++;
            }
        }

        qrels.Write(file);
        File.WriteAllLines($"{file}.queries.tsv", judged.Select((query, number) => $"{NameOf(number)}\t{query.Text.Replace('\t', ' ')}"));
        return (judged.Count, judgements);
    }

    private static string NameOf(int number) => (number + 1).ToString(CultureInfo.InvariantCulture);
}
