using Vitrine.Models.Progressive;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Progressive;

public class WeightTeacherTests
{
    [Fact]
    public void Of_ATargetNearerToTheWordsThanUsual_GivesTheWordsTheWeight()
    {
        using var scope = Scope.Begin(recordGradients: false);
        // Pictures are always nearer to the target (0.8, 0.6) than words (0.2, 0.4): what counts is which is nearer than usual.
        var targets = Rows([1, 0], [1, 0]);
        var shares = WeightTeacher.Of(Rows([0.8f, 0], [0.6f, 0]), Rows([0.2f, 0], [0.4f, 0]), targets, temperature: 1);
        // Standardised: picture +1, −1; words −1, +1.
        var sure = 1 / (1 + MathF.Exp(-2));
        Assert.Equal([sure, 1 - sure, 1 - sure, sure], shares.Data.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void Of_SimilaritiesThatAreAllEqual_GivesHalfToEach()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var same = Rows([1, 0], [1, 0]);
        Assert.All(WeightTeacher.Of(same, same, same, temperature: 0.1f).Data.ToArray(), share => Assert.Equal(0.5f, share, 5));
    }

    private static Tensor Rows(params float[][] rows) => Tensor.From([.. rows.SelectMany(row => row)], [rows.Length, rows[0].Length]);
}
