using Vitrine.Index;
using Vitrine.Search.Signals;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

/// <summary>What the ranking leaves out is never among the best: it finds what scoring every row finds, to the bit.</summary>
public sealed class WordRankingTests : IDisposable
{
    private const int Products = 150_000; // two stretches and a part of a third

    private readonly TemporaryFolder folder = new();
    private readonly WordFile file;
    private readonly QueryTerm[] terms;

    public WordRankingTests()
    {
        var random = new Random(1);
        var path = folder.File("words.bin");
        using (var writer = new WordFileWriter(path))
        {
            TextListWriter.Put(writer[WordSection.PostingOffsets], 0L);
            foreach (var share in new[] { 0.0001, 0.003, 0.05, 0.5, 0.9 })
                WriteTerm(writer, share, random);
            writer.Commit(CancellationToken.None);
        }

        file = new WordFile(path);
        terms = [.. Enumerable.Range(0, 5).Select(term => PostingRun.Of(file, 0, term, WordFields.All)).Select(runs => new QueryTerm(QueryTerm.Idf(QueryTerm.Products(runs), Products), runs))];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, 1)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 3, 4)]
    [InlineData(3, 4)]
    [InlineData(0, 1, 2, 3, 4)]
    public void Best_AnyTerms_IsWhatScoringEveryRowFinds(params int[] chosen)
    {
        QueryTerm[] query = [.. chosen.Select(term => terms[term])];
        var ranking = new WordRanking(Products);
        var all = Enumerable.Range(0, Products).Select(row => new ScoredRow(row, ranking.ScoreOf(query, row))).Where(found => found.Score > 0)
            .OrderByDescending(found => found.Score).ThenBy(found => found.Row).ToArray();
        foreach (var count in new[] { 1, 10, 1000, Products })
            Assert.Equal(all.Take(count), ranking.Best(query, count, null));
        foreach (var every in new[] { 2, 97, 50_021 })
        {
            var filter = RowSet.Where(Products, row => row % every == 1);
            Assert.Equal(all.Where(found => found.Row % every == 1).Take(10), ranking.Best(query, 10, filter));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3, 4)]
    public void Best_SomeRowsOfAnotherFile_IsWhatScoringEveryRowFinds(params int[] chosen)
    {
        // Every third row has changed: it has what the next term says of it, and the last rows are gone.
        var (left, owners) = (Products - 1000, new byte[Products]);
        for (var row = 0; row < Products; row++)
            owners[row] = row >= left ? byte.MaxValue : (byte)(row % 3 == 0 ? 1 : 0);
        QueryTerm[] query = [.. chosen.Select(term => new QueryTerm(terms[term].Weight, [.. terms[term].Runs.Concat(PostingRun.Of(file, 1, (term + 1) % 5, WordFields.All)).OrderBy(run => run.Stretch)]))];
        var (ranking, whole) = (new WordRanking(left, owners), new WordRanking(Products));
        var all = Enumerable.Range(0, left).Select(row => new ScoredRow(row, ranking.ScoreOf(query, row))).Where(found => found.Score > 0)
            .OrderByDescending(found => found.Score).ThenBy(found => found.Row).ToArray();
        foreach (var count in new[] { 1, 10, 1000, Products })
            Assert.Equal(all.Take(count), ranking.Best(query, count, null));
        Assert.All(Enumerable.Range(0, 1000).Where(row => row % 3 != 0), row => Assert.Equal(whole.ScoreOf([.. chosen.Select(term => terms[term])], row), ranking.ScoreOf(query, row)));
    }

    [Fact]
    public void Best_NoTermsOrNothingWanted_FindsNothing()
    {
        var ranking = new WordRanking(Products);
        Assert.Empty(ranking.Best([], 10, null));
        Assert.Empty(ranking.Best(terms, 0, null));
        Assert.Empty(ranking.Best(terms, 10, new RowSet(Products)));
    }

    public void Dispose()
    {
        file.Dispose();
        folder.Dispose();
    }

    /// <summary>A term that stands in a share of the titles and of the descriptions; many products have equal ones.</summary>
    private static void WriteTerm(WordFileWriter writer, double share, Random random)
    {
        for (var stretch = 0; stretch * PostingRun.StretchRows < Products; stretch++)
        {
            var rows = Enumerable.Range(0, Math.Min(PostingRun.StretchRows, Products - stretch * PostingRun.StretchRows)).Select(row => (ushort)row).ToArray();
            foreach (var field in new[] { WordFields.Title, WordFields.Description })
            {
                ushort[] with = [.. rows.Where(_ => random.NextDouble() < share)];
                if (with.Length > 0)
                    PostingRun.Write(writer[WordSection.Postings], stretch, FieldNumbers.Of(field), with, [.. with.Select(_ => RelativeFrequency.Of(random.Next(1, 4), FieldNumbers.Of(field), random.Next(1, 12), 6))]);
            }
        }

        TextListWriter.Put(writer[WordSection.PostingOffsets], writer[WordSection.Postings].Position);
    }
}
