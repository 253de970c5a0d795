using Vitrine.Models.Hsl;

namespace Vitrine.Models.Tests.Hsl;

public class HslReferenceTests
{
    [Fact]
    public void Network_ValuesOfOurOracle_AgreesWithMaxAggregationAndNoWordVectors() =>
        AssertAgrees(Path.Combine(AppContext.BaseDirectory, "Hsl", "max.safetensors"));

    [Fact]
    public void Network_ValuesOfTheAuthorsNetwork_Agrees()
    {
        foreach (var path in Directory.EnumerateFiles(SharedFolder.Require("parity/hsl"), "*.safetensors"))
            AssertAgrees(path);
    }

    private static void AssertAgrees(string path)
    {
        var agreement = HslReference.Compare(path);
        Assert.All(agreement.Outputs, d => Assert.True(d.RelativeError <= HslAgreement.OutputTolerance, $"{d}"));
        Assert.All(agreement.Gradients, d => Assert.True(d.RelativeError <= HslAgreement.GradientTolerance, $"{d}"));
        Assert.True(agreement.IsWithinTolerance);
        Assert.NotEmpty(agreement.Gradients);
    }
}
