using System.Text;

namespace Vitrine.Catalogue;

/// <summary>The percent-encoding of web addresses (RFC 3986): "a%20b" is "a b", "Caf%C3%A9" is "Café".</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The decoded text. A '%' without two hexadecimal digits stays as it is; the same instance where nothing is encoded or the bytes are no UTF-8.</summary>
    public static string Decode(string text)
    {
        var at = text.IndexOf('%');
        if (at < 0)
            return text;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        var plain = 0;
        for (; at >= 0; at = text.IndexOf('%', at))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                at++;
                continue;
            }

            length += Encoding.UTF8.GetBytes(text.AsSpan(plain, at - plain), bytes.AsSpan(length));
            bytes[length++] = Convert.FromHexString(text.AsSpan(at + 1, 2))[0];
            plain = at += 3;
        }

        if (plain == 0)
            return text;
        length += Encoding.UTF8.GetBytes(text.AsSpan(plain), bytes.AsSpan(length));
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
