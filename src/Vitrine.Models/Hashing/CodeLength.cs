using Vitrine.Catalogue;

namespace Vitrine.Models.Hashing;

/// <summary>How long the codes of a training become.</summary>
internal static class CodeLength
{
    public const int Default = 64;

    private const int Most = 1984; // what an index can compare

    /// <param name="asked">Bits; null: <see cref="Default"/>.</param>
    /// <param name="step">The length is a multiple of this.</param>
    /// <exception cref="UsageException">There is no such code.</exception>
    public static int Of(int? asked, int step = 1)
    {
        var bits = asked ?? Default;
        return bits >= step && bits <= Most && bits % step == 0
            ? bits
            : throw new UsageException($"{bits} bits were asked for.", step == 1 ? $"Use 1 to {Most} bits." : $"Use a multiple of {step}, up to {Most}.");
    }
}
