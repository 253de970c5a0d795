using System.Text;

namespace Vitrine.Catalogue.Tests.Lines;

public sealed class LineReaderTests
{
    /// <summary>Hands out a few bytes at a time, so that lines and line ends are torn apart.</summary>
    private sealed class Trickle(byte[] content, Random random) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, 6)));
    }

    [Fact]
    public void TryRead_RandomText_EqualsSplittingAtOnce()
    {
        const int Longest = 12;
        var random = new Random(4);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(8) switch { 0 => "\n", 1 => "\r\n", var x => ((char)('a' + x)).ToString() }));
            var reader = new LineReader(new Trickle(Encoding.UTF8.GetBytes((round % 2 == 0 ? "\uFEFF" : "") + text), random), Longest);
            var lines = new List<string>();
            while (reader.TryRead(out var line, out var tooLong))
                lines.Add(tooLong ? "too long" : Encoding.UTF8.GetString(line));

            var expected = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).Select(line => line.Length > Longest ? "too long" : line).ToList();
            if (text.Length == 0 || text.EndsWith('\n'))
                expected.RemoveAt(expected.Count - 1);
            // A mark with nothing after it still is a line of the file, an empty one.
            if (round % 2 == 0 && text.Length == 0)
                expected.Add("");
            Assert.Equal(expected, lines);
            Assert.Equal(expected.Count, reader.LineNumber);
        }
    }
}
