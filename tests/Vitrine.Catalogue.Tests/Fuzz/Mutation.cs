namespace Vitrine.Catalogue.Tests.Fuzz;

/// <summary>Bytes as they come from broken transfers, wrong editors and ill will: some places of a good file changed.</summary>
internal static class Mutation
{
    private const int MostChanges = 6;
    private const int LongestFile = 1 << 20;

    /// <summary>What means something in one of the formats.</summary>
    private static readonly byte[][] Tokens =
    [
        .. "\" '' , ; | \t \\ \\\" { } [ ] : > < & sep= =\" &#0; &#x110000; <b> </script> <!-- ../ ..\\ C:\\ https:// ?v= %2e%2e %zz {id} NaN 1e999 null ustar PK"
            .Split(' ').Select(System.Text.Encoding.UTF8.GetBytes), "\r"u8.ToArray(), "\n"u8.ToArray(), "\0"u8.ToArray(), [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0x1A],
        [0xFF, 0xFF, 0xFF, 0xFF], [0x50, 0x4B, 3, 4], [0x1F, 0x8B],
    ];

    /// <summary>The file with one to six changes.</summary>
    /// <param name="whole">A good file.</param>
    /// <param name="other">Another one, of which pieces are taken.</param>
    /// <param name="random">Decides everything.</param>
    public static byte[] Of(byte[] whole, byte[] other, Random random)
    {
        var bytes = whole.ToList();
        for (var change = random.Next(MostChanges); change >= 0; change--)
            Change(bytes, other, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var left = bytes.Count - at;
        switch (random.Next(9))
        {
            case 0 when left > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when left > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(left, Length(random)));
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, Math.Min(left, Length(random))));
                break;
            case 4:
                var start = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(start, Math.Min(other.Length - start, Length(random))));
                break;
            case 5 when random.Next(3) == 0:
                bytes.RemoveRange(at, left);
                break;
            case 6 when left > 0 && random.Next(4) == 0:
                var piece = bytes.GetRange(at, Math.Min(left, 1 + random.Next(40)));
                for (var copy = random.Next(2000); copy > 0 && bytes.Count < LongestFile; copy--)
                    bytes.InsertRange(at, piece);
                break;
            default:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }

    // Mostly a few bytes, at times half a file.
    private static int Length(Random random) => random.Next(1, 1 << random.Next(1, 12));
}
