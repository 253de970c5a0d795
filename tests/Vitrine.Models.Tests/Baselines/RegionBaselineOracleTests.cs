using Vitrine.Catalogue.Text;
using Vitrine.Models.Baselines.Scan;
using Vitrine.Models.Baselines.Vse;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Regions;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Tests.Baselines;

/// <summary>VSE++ and SCAN against tests/oracle/region_baselines.py, which has the same weights and inputs by rule.</summary>
public class RegionBaselineOracleTests
{
    private const int Dimensions = 8, WordDimensions = 6, RegionDimensions = 5;

    // A mean of cosines; gradients are as large as 1.
    private const float Tolerance = 2e-5f;

    private static readonly int[][] Texts = [[1, 4, 5, 2], [1, 6, 2], [1, 7, 8, 4, 3, 2], [1, 6, 2]];
    private static readonly int[] Groups = [0, 1, 2, 1];
    private static readonly SequenceLengths Regions = new([3, 1, 4, 2], 4);
    private static readonly Vocabulary Words = new(["a", "b", "c", "d", "e"], [1, 1, 1, 1, 1], 5);

    [Theory]
    [InlineData("vse", "all")]
    [InlineData("vse", "hardest")]
    [InlineData("scan", "all")]
    [InlineData("scan", "hardest")]
    public void Loss_SeededWeights_AgreesWithTheOracle(string method, string loss)
    {
        using var expected = SafeTensors.Open(Path.Combine(AppContext.BaseDirectory, "Baselines", "region-baselines.safetensors"));
        using var scope = Scope.Begin();
        using RegionModel model = method == "vse"
            ? new VseModel(new VseSettings(Words, new RegionInput(RegionDimensions, MostRegions: 4), "") { Dimensions = Dimensions, WordDimensions = WordDimensions }, null, 1)
            : new ScanModel(new ScanSettings(Words, new RegionInput(RegionDimensions, MostRegions: 4), "") { Dimensions = Dimensions, WordDimensions = WordDimensions }, null, 1);
        var weights = new SeededWeights();
        foreach (var (name, tensor) in model.Parameters())
            weights.Take(name, tensor.Shape).Data.CopyTo(tensor.Data);
        var features = Tensor.Empty([Regions.Batch, Regions.Time, RegionDimensions]);
        SeededWeights.Fill("regions", 1, 0, features.Data);
        var (regions, texts) = (new RegionBatch(features, Regions), WordBatch.Of(Texts));
        model.Train();

        Equal(expected, $"{method}.similarities", model switch
        {
            VseModel vse => vse.Texts(texts).L2Normalise().MatMul(vse.Images(regions).L2Normalise(), transposeB: true),
            ScanModel scan => scan.Scores(scan.Verbal(texts), texts.Lengths, scan.Regional(regions), regions.Lengths),
            _ => throw new InvalidOperationException(),
        });
        var value = model.Loss(regions, texts, new WrongAnswers(Groups), epoch: loss == "all" ? 0 : 1);
        Equal(expected, $"{method}.{loss}", value);
        value.Backward();
        foreach (var (name, tensor) in model.Parameters())
            Equal(expected, $"{method}.{loss}.{name}", tensor.Gradient!);
    }

    private static void Equal(SafeTensors file, string name, Tensor actual)
    {
        var expected = file.Read(name);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(MathF.Abs(expected.Data[i] - actual.Data[i]) <= Tolerance, $"{name}[{i}] is {actual.Data[i]}, expected {expected.Data[i]}");
    }
}
