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
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Vitrine.slnx")))
            folder = folder.Parent;
        var shared = Path.Combine(folder?.Parent?.FullName ?? "/", "shared", "parity", "hsl");
        Assert.SkipUnless(Directory.Exists(shared), "There is no ../shared/parity/hsl beside the repository.");
        foreach (var path in Directory.EnumerateFiles(shared, "*.safetensors"))
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
