using Vitrine.Models.Encoders;
using Vitrine.Models.FineGrained;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.FineGrained;

public class TextPathTests
{
    private static readonly WordGraph Graph = new(12, []);

    private static readonly FineGrainedPreset Small = FineGrainedPreset.Paper with { Width = 5, StartsAsIdentity = true };

    [Fact]
    public void Forward_AsPublished_IsLinearInTheWords()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var ofTexts = PathOf(Small).Forward(Texts(1, 50));
        for (var i = 0; i < Small.Width; i++)
            Assert.Equal(50 * ofTexts.Data[i], ofTexts.Data[Small.Width + i], 1e-4f);
    }

    [Fact]
    public void Forward_WithoutASource_DropsNothing()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var path = PathOf(Small with { TextHidden = 40, TextDropout = 0.5f });
        Assert.Equal(path.Forward(Texts(1, 2)).Data.ToArray(), path.Forward(Texts(1, 2)).Data.ToArray());
        Assert.NotEqual(path.Forward(Texts(1, 2)).Data.ToArray(), path.Logits(Texts(1, 2), new RandomSource(3)).Data.ToArray());
    }

    [Fact]
    public void Forward_ToClasses_GivesProbabilities()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var ofTexts = PathOf(Small with { RepresentsClasses = true }).Forward(Texts(1, 50));
        for (var text = 0; text < 2; text++)
            Assert.Equal(1, ofTexts.Data.Slice(text * Small.Width, Small.Width).ToArray().Sum(), 1e-5f);
    }

    private static TextPath PathOf(FineGrainedPreset preset) => new(Graph, preset, new RandomSource(1));

    // The same two words, this often each.
    private static TermBatch Texts(params float[] counts) =>
        TermBatch.Of([.. counts.Select(count => (IReadOnlyList<(int, float)>)[(2, count), (7, count)])]);
}
