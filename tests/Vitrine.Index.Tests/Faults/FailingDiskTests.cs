using Outside.IndexWriting;
using Vitrine.Platform;

namespace Vitrine.Index.Tests.Faults;

/// <summary>
/// The law of a commit on a disk that fails at any of its operations: what is found afterwards is the last commit that returned, or the one that was being made, whole; and a writer goes on from there.
/// </summary>
public sealed class FailingDiskTests : IDisposable
{
    private const int Commits = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-faults-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Fault.Full)]
    [InlineData(Fault.FailedSync)]
    [InlineData(Fault.FailedRename)]
    [InlineData(Fault.PowerCut)]
    [InlineData(Fault.PowerCutAfterRenames)]
    public void Commit_OnADiskThatFails_IsWholeOrNotThere(Fault fault)
    {
        // Until the fault lies beyond the last operation. Files are written in many small pieces, which fail alike: of these every ninth.
        for (var at = 0; ; at += at < 60 ? 1 : 9)
        {
            var index = Path.Combine(folder, $"{at}");
            WrittenIndex.Create(index);
            var disk = new FailingDisk(fault, at, seed: at);
            var returned = Write(index, disk);
            var found = WrittenIndex.Check(index);
            Assert.InRange(found, returned, returned + 1);
            using (var writer = WrittenIndex.Open(index))
                Assert.Equal(found + 1, WrittenIndex.CommitNext(writer));
            Assert.Equal(found + 1, WrittenIndex.Check(index));
            Assert.Empty(Directory.GetFiles(index, "*.tmp"));
            Directory.Delete(index, recursive: true);
            if (!disk.HasFailed)
            {
                Assert.Equal(Commits, returned);
                Assert.True(at > 20);
                return;
            }
        }
    }

    [Fact]
    public void Commit_ThatFailed_LeavesTheOneBefore()
    {
        WrittenIndex.Create(folder);
        using var writer = WrittenIndex.Open(folder);
        Assert.Equal(1, WrittenIndex.CommitNext(writer));
        using (Disk.Use(new FailingDisk(Fault.Full, 3, seed: 1)))
            Assert.Throws<IOException>(() => WrittenIndex.CommitNext(writer));
        Assert.Equal(1, WrittenIndex.Check(folder));
    }

    // The last commit that returned.
    private static int Write(string index, FailingDisk disk)
    {
        var returned = 0;
        using var use = Disk.Use(disk);
        try
        {
            using var writer = WrittenIndex.Open(index);
            while (returned < Commits)
                returned = WrittenIndex.CommitNext(writer);
        }
        catch (Exception problem) when (problem is IOException or PowerCutException)
        {
            // what it leaves behind is looked at
        }

        return returned;
    }
}
