using System.Text;

namespace Vitrine.Index.Tests.Storage;

public class IdTests
{
    [Fact]
    public void Compare_RandomText_OrdersAsOrdinalStrings()
    {
        var random = new Random(3);
        string[] pieces = ["a", "b", "\u007f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0010ffff", "é"];
        string[] ids = [.. Enumerable.Range(0, 400).Select(_ => string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)])))];
        foreach (var a in ids)
        {
            foreach (var b in ids)
                Assert.Equal(Math.Sign(string.CompareOrdinal(a, b)), Math.Sign(IdOrder.Compare(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b))));
        }
    }

    [Fact]
    public void Filter_TenThousandIds_MissesNoneAndIsSeldomWrong()
    {
        const int count = 10_000;
        var words = new ulong[IdFilter.WordsFor(count)];
        for (var i = 0; i < count; i++)
            IdFilter.Add(words, Hash(i));
        var filter = Stored<ulong>.Of(words);
        Assert.All(Enumerable.Range(0, count), i => Assert.True(IdFilter.MayContain(filter, Hash(i))));
        // 12 bits and 6 probes in lines of 512 bits: about 0.6 % expected.
        Assert.InRange(Enumerable.Range(count, count).Count(i => IdFilter.MayContain(filter, Hash(i))), 0, count / 50);
    }

    private static ulong Hash(int number) => IdFilter.Hash(Encoding.UTF8.GetBytes($"product-{number}"));
}
