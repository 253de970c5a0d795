using System.Runtime.InteropServices;

namespace Vitrine.Search.Words;

/// <summary>Writes what <see cref="TextList"/> reads.</summary>
internal sealed class TextListWriter
{
    private readonly Stream offsets, texts;
    private long written;

    public TextListWriter(WordFileWriter file, WordSection offsets, WordSection texts)
    {
        (this.offsets, this.texts) = (file[offsets], file[texts]);
        Put(this.offsets, 0L);
    }

    /// <summary>Adds a text, which comes after all others in the order of bytes.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        texts.Write(text);
        Put(offsets, written += text.Length);
    }

    /// <summary>Writes one number.</summary>
    public static void Put<T>(Stream section, T number) where T : unmanaged => Put(section, new ReadOnlySpan<T>(in number));

    /// <summary>Writes several numbers.</summary>
    public static void Put<T>(Stream section, ReadOnlySpan<T> numbers) where T : unmanaged => section.Write(MemoryMarshal.AsBytes(numbers));
}
