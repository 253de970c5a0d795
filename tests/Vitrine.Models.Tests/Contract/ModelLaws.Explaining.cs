using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

// A score is the sum of what it is explained by.
public abstract partial class ModelLaws
{
    // Shares are taken from single parts, which are rounded by themselves.
    private const float Relative = 1e-3f;

    [Fact]
    public void Explain_AnyQuery_AddsUpToTheScoreOfTheSearch()
    {
        int[] rows = [0, 7, 30, 65];
        var photos = Model.Photos(Items, rows);
        foreach (var query in AllQueries)
        {
            var scores = Scores.Final(Model, Ask(query), photos);
            foreach (var (place, row) in rows.Index())
            {
                var explanation = Model.Explain(query, Items, row);
                Assert.NotEmpty(explanation.Shares);
                Near(scores[place], explanation.Score);
                Near(explanation.Score, explanation.Shares.Sum(share => share.Value));
            }
        }
    }

    [Fact]
    public void Explain_Regions_AreOrderedAndLieOnThePhoto()
    {
        var regions = Model.Explain(Query.Words("classic shirt"), Items, 3).Regions;
        Assert.Equal(regions.OrderByDescending(region => region.Similarity), regions);
        Assert.All(regions, region =>
        {
            Assert.InRange(region.Box.Left, 0, region.Box.Right);
            Assert.InRange(region.Box.Top, 0, region.Box.Bottom);
            Assert.True(region.Box is { Right: <= 1, Bottom: <= 1 });
        });
    }

    [Fact]
    public void ScoreParts_AloneOrAmongOthers_AreTheSame()
    {
        if (Description.Parts.Count == 0)
            return;
        var photos = Model.Photos(Items, Rows);
        var query = Ask(Query.Words("classic shirt"));
        Assert.NotNull(query.Parts);
        var all = Scores.Final(Model, query, photos);
        foreach (var row in Tried)
            Assert.Equal(all[row], Scores.Final(Model, query, SameBits.Pick(Description, photos, row))[0]);
    }

    private static void Near(float expected, float actual) => Assert.Equal(expected, actual, Relative * (1 + Math.Abs(expected)));
}
