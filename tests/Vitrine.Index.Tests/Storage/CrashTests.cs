using System.Text;
using Vitrine.Platform;

namespace Vitrine.Index.Tests.Storage;

/// <summary>Crashes and damage at every byte: the last commit opens, or a clear error says what is wrong; never wrong results.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Crash_WhileAnyFileOfTheSecondCommitIsWritten_LeavesTheFirst()
    {
        // The second commit writes the new segment, the list of deleted items, then the manifest under a temporary name. A crash leaves
        // whole files before the one that it cut off; the rename has not happened.
        folder.CommitFirst();
        var first = Files();
        var expected = IndexFolder.Describe(folder.Path);
        folder.CommitSecond();
        var written = Files().Where(f => !first.ContainsKey(f.Key) || !f.Value.SequenceEqual(first[f.Key]))
            .OrderBy(f => f.Key.StartsWith("segment") ? 0 : f.Key.StartsWith("deleted") ? 1 : 2).ToArray();
        Assert.Equal(["segment-000002.bin", "deleted-000001-2.bin", "manifest"], written.Select(f => f.Key));
        for (var cut = 0; cut < written.Length; cut++)
        {
            StateBefore(cut);
            for (var length = 0; length <= written[cut].Value.Length; length++)
            {
                var name = written[cut].Key == "manifest" ? $"manifest.{Environment.ProcessId}.tmp" : written[cut].Key;
                File.WriteAllBytes(folder.File(name), written[cut].Value[..length]);
                Assert.Equal(expected, IndexFolder.Describe(folder.Path));
                if (length % 300 != 0)
                    continue;
                // The next writer goes on from there as if nothing had been, and removes what the crash left.
                folder.CommitSecond();
                Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp"));
                Assert.StartsWith("2 5 | c:2:1:1+0 d:3:1:1+0 b:1:2:2+0 e:4:4:4+0", IndexFolder.Describe(folder.Path));
                StateBefore(cut);
            }
        }

        void StateBefore(int cut)
        {
            Restore(first);
            for (var whole = 0; whole < cut; whole++)
                File.WriteAllBytes(folder.File(written[whole].Key), written[whole].Value);
        }
    }

    [Fact]
    public void Read_AnyByteFlipped_ClearErrorOrTheSameResults()
    {
        folder.CommitTwice();
        var files = Files();
        var expected = IndexFolder.Describe(folder.Path);
        var refused = 0;
        foreach (var (name, bytes) in files)
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                foreach (var mask in new byte[] { 0x01, 0x80, 0xFF })
                {
                    SetByte(name, at, (byte)(bytes[at] ^ mask));
                    try
                    {
                        Assert.Equal(expected, IndexFolder.Describe(folder.Path));
                    }
                    catch (IndexFormatException problem)
                    {
                        refused++;
                        Assert.Contains("built again", problem.Message);
                    }

                    SetByte(name, at, bytes[at]);
                }
            }
        }
        // Only the filter of ids, which a search does not need, and the zeros between sections may change unnoticed: they are never read.
        Assert.InRange(refused, 3 * files.Values.Sum(f => f.Length) / 3, 3 * files.Values.Sum(f => f.Length));
    }

    [Fact]
    public void Open_AnyFileCutOffOrMissing_IsAClearError()
    {
        folder.CommitTwice();
        foreach (var (name, bytes) in Files())
        {
            for (var length = bytes.Length - 1; length >= 0; length--)
            {
                using (var file = File.OpenWrite(folder.File(name)))
                    file.SetLength(length);
                Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path));
            }

            File.Delete(folder.File(name));
            Assert.Contains(name, Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path)).Message);
            File.WriteAllBytes(folder.File(name), [.. bytes, 0]);
            Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path));
            File.WriteAllBytes(folder.File(name), bytes);
        }
    }

    [Theory]
    [InlineData("segment ../../secret 00000000 - 00000000", "no file of an index")]
    [InlineData("segment /etc/passwd 00000000 - 00000000", "no file of an index")]
    [InlineData("codes 5,x", "cannot be read")]
    [InlineData("codes 5,-1", "cannot be read")]
    [InlineData("vectors 3 Float99", "cannot be read")]
    [InlineData("vectors 99999999 Int8", "cannot be read")]
    [InlineData("part cells 3", "cannot be read")]
    [InlineData("part cells 3 0 Int8", "cannot be read")]
    [InlineData("field price", "cannot be read")]
    [InlineData("field price Numbers", "cannot be read")]
    [InlineData("segment", "cannot be read")]
    [InlineData("surprise", "'surprise' is unknown")]
    public void Open_ForeignManifestWithRightChecksum_IsRefused(string line, string problem)
    {
        folder.CommitTwice();
        var text = $"vitrine-index 3\ngeneration 1\n{line}\n";
        File.WriteAllText(folder.File("manifest"), $"{text}crc32c {Crc32C.Of(Encoding.ASCII.GetBytes(text)):x8}\n");
        Assert.Contains(problem, Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path)).Message);
    }

    // In place: a file system that flushes every rewritten file would take minutes over thousands of them.
    private void SetByte(string name, int at, byte value)
    {
        using var file = File.OpenWrite(folder.File(name));
        file.Position = at;
        file.WriteByte(value);
    }

    private Dictionary<string, byte[]> Files() => Directory.GetFiles(folder.Path)
        .Where(path => Path.GetFileName(path) != "write.lock")
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);

    private void Restore(Dictionary<string, byte[]> files)
    {
        foreach (var path in Directory.GetFiles(folder.Path))
            File.Delete(path);
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(folder.File(name), bytes);
    }
}
