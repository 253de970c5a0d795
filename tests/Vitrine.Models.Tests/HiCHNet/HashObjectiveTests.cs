using Vitrine.Models.HiCHNet;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.HiCHNet;

public sealed class HashObjectiveTests : IDisposable
{
    private const float Tolerance = 2e-6f; // relative; sums of about a hundred float32 terms
    private readonly HiCHNetFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Terms_OfEverything_AreTheOraclesTerms()
    {
        using var scope = Scope.Begin();
        var (images, texts, imageTargets, textTargets) = Everything();
        var terms = fixture["everything"][0].GetProperty("terms");
        for (var k = 0; k < images.Length; k++)
        {
            Check("similarity", HashObjective.PairwiseSimilarity(images[k], imageTargets[k]).Item);
            Check("similarity", HashObjective.PairwiseSimilarity(texts[k], textTargets[k]).Item);
            Check("binarisation", HashObjective.Binarisation(images[k], imageTargets[k]).Item + HashObjective.Binarisation(texts[k], textTargets[k]).Item);
            Check("balance", HashObjective.Balance(images[k], imageTargets[k]).Item + HashObjective.Balance(texts[k], textTargets[k]).Item);
            Check("classification", fixture.Items * (fixture.Networks.Image.Classify(images[k], k).CrossEntropy(fixture.Labels[k]).Item
                + fixture.Networks.Text.Classify(texts[k], k).CrossEntropy(fixture.Labels[k]).Item));

            void Check(string term, float found)
            {
                var expected = terms.GetProperty(term)[k].GetSingle();
                Assert.Equal(expected, found, Tolerance * Math.Abs(expected));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loss_OfBothModalities_HasTheGradientOfTheWholeObjective(bool termMeans)
    {
        using (Scope.Begin())
        {
            var (images, texts, imageTargets, textTargets) = Everything();
            var objective = fixture.Objective(termMeans);
            (objective.Loss(fixture.Networks.Image, images, imageTargets) + objective.Loss(fixture.Networks.Text, texts, textTargets)).Backward();
        }

        fixture.CheckGradients(fixture["everything"][termMeans ? 1 : 0].GetProperty("gradients"));
    }

    [Fact]
    public void Loss_OfABatchAgainstBuffers_AgreesWithTheOracle()
    {
        var expected = fixture["part"];
        var rows = HiCHNetFixture.Ints(expected.GetProperty("rows"));
        using (Scope.Begin())
        {
            var hash = fixture.Networks.HashImages(fixture.Images(rows));
            var targets = new LayerTargets[hash.Length];
            for (var k = 0; k < hash.Length; k++)
            {
                var (images, texts) = (fixture.Buffer("image", k), fixture.Buffer("text", k));
                targets[k] = new LayerTargets(Array.ConvertAll(rows, row => fixture.Labels[k][row]), texts, fixture.Labels[k],
                    HashBuffers.Rows(HashBuffers.Signs(images, texts), rows), HashBuffers.SumWithout(images, rows));
            }

            var loss = fixture.Objective(termMeans: false).Loss(fixture.Networks.Image, hash, targets);
            Assert.Equal(expected.GetProperty("loss").GetSingle(), loss.Item, Tolerance * Math.Abs(loss.Item));
            loss.Backward();
        }

        fixture.CheckGradients(expected.GetProperty("gradients"));
    }

    private (Tensor[] Images, Tensor[] Texts, LayerTargets[] ImageTargets, LayerTargets[] TextTargets) Everything()
    {
        var images = fixture.Networks.HashImages(fixture.Images());
        var texts = fixture.Networks.HashTexts(fixture.Texts());
        LayerTargets[] Against(Tensor[] others) => [.. others.Select((other, k) => new LayerTargets(
            fixture.Labels[k], other.Clone(), fixture.Labels[k], HashBuffers.Signs(images[k], texts[k]), null))];
        return (images, texts, Against(texts), Against(images));
    }
}
