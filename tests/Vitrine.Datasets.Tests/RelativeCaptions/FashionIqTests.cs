using Vitrine.Catalogue;
using Vitrine.Datasets.RelativeCaptions;

namespace Vitrine.Datasets.Tests.RelativeCaptions;

public sealed class FashionIqTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("dress", 5985, 2017, 3817, 2628)]
    [InlineData("shirt", 5988, 2038, 6346, 3089)]
    [InlineData("toptee", 6027, 1961, 5373, 2902)]
    public void Open_TheRealCaptions_HaveThePublishedCounts(string category, int train, int validation, int original, int val)
    {
        var files = FashionIqFolder.Open(SharedFolder.Require("data/fashion-iq"));
        Assert.Equal((train, validation), (files.Changes(category, Part.Train).Count, files.Changes(category, Part.Validation).Count));
        Assert.Equal(original, files.Gallery(category, Part.Validation, FashionIqProtocol.Original).Count);
        Assert.Equal(val, files.Gallery(category, Part.Validation, FashionIqProtocol.Val).Count);
        Assert.All(files.Changes(category, Part.Train), change => Assert.Equal(4, change.Phrasings.Count));
        Assert.All(files.Changes(category, Part.Test), change => Assert.Null(change.Target));
    }

    [Fact]
    public void Open_GeneratedFiles_AreReadInBothProtocols()
    {
        CaptionFiles.WriteFashionIq(folder.FullName);
        var files = FashionIqFolder.Open(folder.FullName);
        Assert.Equal(["V0", "V1", "V2", "V3", "V4"], files.Gallery("dress", Part.Validation, FashionIqProtocol.Original));
        Assert.Equal(["V0", "V1", "V2", "V3"], files.Gallery("dress", Part.Validation, FashionIqProtocol.Val));
        var change = files.Changes("dress", Part.Validation)[0];
        Assert.Equal(("V0", "V1"), (change.Reference, change.Target));
        Assert.Equal(["is red and has no sleeves", "has no sleeves and is red", "is red", "has no sleeves"], change.Phrasings);
        Assert.Equal(("X2", null), (files.Changes("dress", Part.Test)[1].Reference, files.Changes("dress", Part.Test)[1].Target));
    }

    [Fact]
    public void Open_AnotherFolderOrCategory_SaysWhatIsExpected()
    {
        Assert.Contains("image_splits", Assert.Throws<UsageException>(() => FashionIqFolder.Open(folder.FullName)).Hint, StringComparison.Ordinal);
        CaptionFiles.WriteFashionIq(folder.FullName);
        Assert.Contains("toptee", Assert.Throws<UsageException>(() => FashionIqFolder.Open(folder.FullName).Changes("skirt", Part.Train)).Hint, StringComparison.Ordinal);
        Assert.Contains("cap.shirt.train.json", Assert.Throws<UsageException>(() => FashionIqFolder.Open(folder.FullName).Changes("shirt", Part.Train)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "a list")]
    [InlineData("[{\"candidate\": \"A\", \"captions\": []}]", "item 1")]
    [InlineData("[{\"candidate\": 3, \"captions\": [\"is red\"]}]", "item 1")]
    [InlineData("[{\"captions\": [\"is red\"]}]", "'candidate'")]
    [InlineData("[\"A\"]", "item 1")]
    [InlineData("[{", "broken JSON")]
    public void Changes_OfAFileOfAnotherForm_SayWhere(string content, string place)
    {
        CaptionFiles.WriteFashionIq(folder.FullName);
        File.WriteAllText(Path.Combine(folder.FullName, "captions", "cap.dress.train.json"), content);
        Assert.Contains(place, Assert.Throws<BadDataException>(() => FashionIqFolder.Open(folder.FullName).Changes("dress", Part.Train)).Message, StringComparison.Ordinal);
    }
}
