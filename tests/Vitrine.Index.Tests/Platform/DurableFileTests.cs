using Vitrine.Platform;

namespace Vitrine.Index.Tests.Platform;

public sealed class DurableFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-durable-").FullName;

    private string FilePath => Path.Combine(folder, "file");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_OverAFile_ReplacesItWhole()
    {
        DurableFile.Replace(FilePath, "an older and longer one"u8);
        DurableFile.Write(FilePath, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(FilePath));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_Failing_LeavesTheOldFileAndNothingElse()
    {
        DurableFile.Replace(FilePath, "old"u8);
        Assert.Throws<InvalidDataException>(() => DurableFile.Write(FilePath, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(FilePath));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Commit_NotYet_ShowsTheOldFile()
    {
        DurableFile.Replace(FilePath, "old"u8);
        using var file = new DurableFile(FilePath);
        file.Stream.Write("new"u8);
        Assert.Equal("old", File.ReadAllText(FilePath));
        file.Commit();
        Assert.Equal("new", File.ReadAllText(FilePath));
    }

    [Fact]
    public void SyncFolder_NoFolder_SaysWhich()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows flushes names itself.");
        DurableFile.SyncFolder(folder);
        Assert.Contains("nowhere", Assert.Throws<IOException>(() => DurableFile.SyncFolder(Path.Combine(folder, "nowhere"))).Message);
    }
}
