using System.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// The names of old zip files, which do not say how they are written: macOS writes UTF-8 there, Windows code page 437 (850 and others differ in few letters).
/// What is no UTF-8 is taken for code page 437.
/// </summary>
internal sealed class ZipNames : Encoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Dos = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => Of(bytes, index, count).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Of(bytes, byteIndex, byteCount).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static Encoding Of(byte[] bytes, int index, int count)
    {
        try
        {
            Strict.GetCharCount(bytes, index, count);
            return Strict;
        }
        catch (DecoderFallbackException)
        {
            return Dos;
        }
    }
}
