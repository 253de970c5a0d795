using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Tests.Signals;

public sealed class TopRowsTests
{
    [Fact]
    public void Of_AnyScores_IsTheBeginningOfTheSortedRows()
    {
        var random = new Random(3);
        foreach (var (rows, count, values) in new[] { (0, 5, 3), (1, 1, 1), (10, 20, 4), (1000, 7, 5), (1000, 7, 1000), (3000, 100, 2), (5000, 1, 100) })
        {
            float[] scores = [.. Enumerable.Range(0, rows).Select(_ => random.Next(values) is 0 ? float.NegativeInfinity : random.Next(-values, values) / 8f)];
            foreach (var filter in new[] { null, RowSet.Where(rows, row => row % 3 != 0) })
            {
                ScoredRow[] sorted = [.. Enumerable.Range(0, rows).Where(row => scores[row] > float.NegativeInfinity && filter?.Contains(row) != false)
                    .OrderByDescending(row => scores[row]).ThenBy(row => row).Select(row => new ScoredRow(row, scores[row]))];
                Assert.Equal(sorted.Take(count), TopRows.Of(scores, count, filter));
                int[] some = [.. Enumerable.Range(0, rows).Where(row => row % 5 != 1)];
                Assert.Equal(sorted.Where(hit => hit.Row % 5 != 1).Take(count), TopRows.Of(Array.ConvertAll(some, row => scores[row]), some, count, filter));
            }
        }
    }
}
