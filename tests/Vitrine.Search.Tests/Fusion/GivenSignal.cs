using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Tests.Fusion;

/// <summary>A signal whose scores are given, whatever the words.</summary>
internal sealed class GivenSignal(string name, ScoreScale scale, float known, params float?[] scores) : ISignal, ISignalQuery
{
    public string Name => name;

    public ScoreScale Scale => scale;

    public float Known => known;

    public ISignalQuery Ask(string text) => this;

    public IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null) =>
        [.. scores.Index().Where(row => row.Item is not null && (filter?.Contains(row.Index) ?? true)).Select(row => new ScoredRow(row.Index, row.Item!.Value)).OrderByDescending(row => row.Score).ThenBy(row => row.Row).Take(count)];

    public float?[] Score(IReadOnlyList<int> rows) => [.. rows.Select(row => scores[row])];
}
