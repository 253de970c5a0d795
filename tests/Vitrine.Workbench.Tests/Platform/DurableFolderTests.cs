using Vitrine.Platform;

namespace Vitrine.Workbench.Tests.Platform;

public sealed class DurableFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Replace_OverAFolder_PutsTheNewOneThereAlone()
    {
        folder.Write("kept/old", "old");
        DurableFolder.Replace(folder.File("kept"), path => File.WriteAllText(Path.Combine(path, "new"), "new"));
        Assert.Equal(["new"], Directory.GetFiles(folder.File("kept")).Select(Path.GetFileName));
        Assert.Equal(["kept"], Directory.GetDirectories(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void Replace_Failing_LeavesTheOldFolderAndNothingElse()
    {
        folder.Write("kept/old", "old");
        Assert.Throws<InvalidDataException>(() => DurableFolder.Replace(folder.File("kept"), path =>
        {
            File.WriteAllText(Path.Combine(path, "half"), "half");
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(folder.File("kept/old")));
        Assert.Equal(["kept"], Directory.GetDirectories(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void Copy_FilesBelowAFolder_KeepsTheirPlaces()
    {
        var file = folder.Write("from/deep/er", "content");
        DurableFolder.Copy(folder.File("to"), folder.File("from"), [file]);
        Assert.Equal("content", File.ReadAllText(folder.File("to/deep/er")));
    }

    public void Dispose() => folder.Dispose();
}
