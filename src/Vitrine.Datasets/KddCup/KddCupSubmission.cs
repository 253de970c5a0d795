using System.Text;

namespace Vitrine.Datasets.KddCup;

/// <summary>The task's submission: CSV <c>query-id,product1,…,product5</c>, the best product first.</summary>
public static class KddCupSubmission
{
    private const int Products = 5;

    /// <summary>Writes one line a query. A query with fewer than five candidates leaves the last cells empty.</summary>
    /// <exception cref="ArgumentException">A query stands twice, has more than five products or one twice, or an identifier would need quoting.</exception>
    public static void Write(string path, IEnumerable<(string QueryId, IReadOnlyList<string> Products)> rankings)
    {
        var content = new StringBuilder("query-id");
        for (var rank = 1; rank <= Products; rank++)
            content.Append($",product{rank}");
        content.Append('\n');

        var queries = new HashSet<string>();
        foreach (var (query, products) in rankings)
        {
            if (!queries.Add(query))
                throw new ArgumentException($"The query '{query}' is ranked twice.", nameof(rankings));
            if (products.Count > Products || products.Distinct().Count() != products.Count)
                throw new ArgumentException($"The query '{query}' has the products {string.Join(", ", products)}; expected at most {Products} distinct ones.", nameof(rankings));

            content.Append(Cell(query));
            for (var rank = 0; rank < Products; rank++)
                content.Append(',').Append(rank < products.Count ? Cell(products[rank]) : "");
            content.Append('\n');
        }

        File.WriteAllText(path, content.ToString());
    }

    private static string Cell(string id) => id.Length > 0 && !id.AsSpan().ContainsAny(",\"\r\n") ? id
        : throw new ArgumentException($"The identifier '{id}' is empty or holds a comma, quote or line end.");
}
