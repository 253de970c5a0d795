using System.Runtime.CompilerServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>A section of a mapped file as numbers.</summary>
/// <param name="file">The file.</param>
/// <param name="sectionStart">Where the section begins, in bytes; a multiple of the size of a number.</param>
/// <param name="count">How many numbers.</param>
/// <param name="checks">Verifies what is read.</param>
internal sealed class FileSection<T>(MappedFile file, long sectionStart, long count, BlockChecks checks) : Stored<T>(count) where T : unmanaged
{
    public override ReadOnlySpan<T> Read(long start, int length)
    {
        var offset = start * Unsafe.SizeOf<T>();
        var numbers = file.Slice<T>(sectionStart + offset, length);
        checks.Require(offset, (long)length * Unsafe.SizeOf<T>());
        return numbers;
    }
}
