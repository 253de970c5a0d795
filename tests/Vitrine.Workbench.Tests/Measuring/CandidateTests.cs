using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

/// <summary>Queries with five candidates each, ranked by a model that scores an item by its number; nDCG reckoned by hand.</summary>
public sealed class CandidateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Candidates_OfTwoQueries_AreRankedAsTheDefinitionSays()
    {
        // The later a candidate stands in the file, the higher the model ranks it: 4, 3, 2, 1, 0.
        Write(("1", "red boots", ["4"]), ("2", "a hat", ["2", "3"]), ("3", "nothing right", []));
        var evaluated = Evaluate();

        // The first query's right candidate is at rank 1; the second's are at the ranks 2 and 3, at best 1 and 2. Gain 1, discount log2(rank + 1).
        var second = (1 / Math.Log2(3) + 1 / Math.Log2(4)) / (1 / Math.Log2(2) + 1 / Math.Log2(3));
        var ndcg = evaluated.Directions.Single().Measures.Single();
        Assert.Equal((1 + second) / 2, ndcg.Value.Value, 6);
        var mean = Enumerable.Range(1, 5).Average(rank => 1 / Math.Log2(rank + 1)); // the gain of an item at a random rank
        Assert.Equal((mean + 2 * mean / (1 + 1 / Math.Log2(3))) / 2, ndcg.Chance!.Value, 6);
        Assert.Equal((2, 1), (evaluated.Directions.Single().Queries, evaluated.Directions.Single().LeftOut));
        Assert.Equal("last-first/candidates/text-to-image/ndcg@5", evaluated.Metrics().Keys.First());
    }

    [Fact]
    public void Candidates_WithoutARightOne_AreRefusedInASentence()
    {
        Write(("1", "red boots", []));
        var error = Assert.Throws<MeasurementException>(Evaluate);
        Assert.Contains("no query with a right candidate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidates_OfAStore_AreAWrongUse()
    {
        using var shop = new HandShop(new HandProduct(Part.Test, "Shoes/Boot"));
        var error = Assert.Throws<UsageException>(() => shop.Evaluate(new LastFirst(), new EvaluationRequest(Evaluating.Candidates)));
        Assert.Contains("is a store", error.Message, StringComparison.Ordinal);
        Assert.Contains("category or pairs or classification", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_OfAFolderOfQueries_AreAWrongUse()
    {
        Write(("1", "red boots", ["4"]));
        var error = Assert.Throws<UsageException>(() => Evaluating.Run(folder.FullName, "m", new EvaluationRequest(Evaluating.Pairs)));
        Assert.Contains("a folder of KDD Cup files", error.Message, StringComparison.Ordinal);
        Assert.Contains("--task candidates", error.Hint, StringComparison.Ordinal);
    }

    private Evaluated Evaluate()
    {
        LastFirst.WriteCard(folder.FullName, "m");
        using var model = new LastFirst();
        return Evaluating.Run(folder.FullName, "m", model, new EvaluationRequest(Evaluating.Candidates) { Part = Part.Validation });
    }

    private void Write(params (string Id, string Text, string[] Right)[] queries)
    {
        using (var rows = new KddCupWriter(folder.File("valid.tsv")))
        {
            foreach (var query in queries)
            {
                for (var product = 0; product < 5; product++)
                    rows.Write(new KddCupRow($"{product}", 100, 100, [0, 0, 50, 50], new float[2048], [1], query.Text, query.Id));
            }
        }

        KddCupAnswers.Write(folder.File("valid_answer.json"), queries.ToDictionary(query => query.Id, query => (IReadOnlySet<string>)query.Right.ToHashSet()));
    }
}
