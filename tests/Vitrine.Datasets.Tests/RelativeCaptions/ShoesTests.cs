using Vitrine.Catalogue;
using Vitrine.Datasets.RelativeCaptions;

namespace Vitrine.Datasets.Tests.RelativeCaptions;

public sealed class ShoesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_GeneratedFiles_HaveTheirParts()
    {
        CaptionFiles.WriteShoes(folder.FullName);
        var files = ShoesFolder.Open(folder.FullName);
        Assert.Equal((4, 3, 4), (files.TrainImages.Count, files.EvalImages.Count, files.AllChanges.Count));
        Assert.Equal(["are brown", "have laces"], files.Changes(Part.Train).Select(change => change.Phrasings.Single()));
        var only = Assert.Single(files.Changes(Part.Test));
        Assert.Equal(("img_pumps_0.jpg", "img_pumps_1.jpg"), (only.Reference, only.Target));
        Assert.Empty(files.Changes(Part.Validation));
    }

    [Fact]
    public void Open_AnotherFolder_SaysWhatIsExpected() =>
        Assert.Contains("eval_im_names.txt", Assert.Throws<UsageException>(() => ShoesFolder.Open(folder.FullName)).Hint, StringComparison.Ordinal);
}
