using System.Buffers.Binary;
using System.Text;

namespace Vitrine.Index;

/// <summary>
/// Values of fields as terms: strings of bytes whose order is that of the values. Texts are UTF-8, so they order by code point; numbers and dates are 8
/// bytes, most significant first. The names of a path are joined by a zero byte, which is less than any other: so the terms of a branch are neighbours, its
/// root first.
/// </summary>
internal static class FieldTerms
{
    /// <summary>Bytes of a number or a date.</summary>
    public const int NumberBytes = sizeof(ulong);

    /// <summary>Most values that an item may have in a field, and most names of a path.</summary>
    public const int MaxValues = 1000;

    private const int MaxTextCharacters = 1000;
    private const int MaxPathNames = 32;
    private const char Separator = '\0';
    private const ulong SignBit = 1UL << 63;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The terms of an item's value, sorted, each once; none for an empty list.</summary>
    /// <param name="form">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="owner">Whose value it is, for messages: "Item 'a'".</param>
    /// <exception cref="ArgumentException">The value is of another type, or no text, or not finite.</exception>
    public static byte[][] OfItem(FieldForm form, FieldValue value, string owner)
    {
        if (!form.IsList || value.Texts is not { } texts)
            return [Of(form, value, owner)];
        if (texts.Count > MaxValues)
            throw new ArgumentException($"{owner} has {texts.Count} values in the field '{form.Name}'; expected at most {MaxValues}.", nameof(value));
        byte[][] terms = [.. texts.Distinct(StringComparer.Ordinal).Select(text => OfText(form, text, owner))];
        Array.Sort(terms, (a, b) => a.AsSpan().SequenceCompareTo(b));
        return terms;
    }

    /// <summary>The term of one value: of a list one of its texts, of a path the whole of it.</summary>
    /// <exception cref="ArgumentException">The value is of another type, or no text, or not finite.</exception>
    public static byte[] Of(FieldForm form, FieldValue value, string owner) => (form.Kind, value) switch
    {
        (FieldKind.Keyword or FieldKind.Keywords, { Text: { } text }) => OfText(form, text, owner),
        (FieldKind.Path, { Texts: { } names }) => OfPath(form, names, owner),
        (FieldKind.Number, { Number: { } number }) => OfNumber(form, number, owner),
        (FieldKind.Date, { Date: { } date }) => OfBits((ulong)date.Ticks),
        _ => throw new ArgumentException($"{owner} has {TypeOf(value)} '{value}' for the field '{form.Name}', which holds {form.Holds}{(form.Kind == FieldKind.Path ? ": give the names from the root on" : "")}.", nameof(value)),
    };

    /// <summary>The value of a term.</summary>
    public static FieldValue Value(FieldForm form, ReadOnlySpan<byte> term) => form.Kind switch
    {
        FieldKind.Path => Encoding.UTF8.GetString(term).Split(Separator),
        FieldKind.Number => Number(BinaryPrimitives.ReadUInt64BigEndian(term)),
        FieldKind.Date => new DateTime((long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(term), (ulong)DateTime.MaxValue.Ticks), DateTimeKind.Utc),
        _ => Encoding.UTF8.GetString(term),
    };

    /// <summary>Bytes of the parent of a path's node; −1 for a root.</summary>
    public static int ParentLength(ReadOnlySpan<byte> path) => path.LastIndexOf((byte)Separator);

    /// <summary>The least of what is greater than a path and all below it.</summary>
    public static byte[] AfterBranch(ReadOnlySpan<byte> path) => [.. path, 1];

    /// <summary>The least of what is greater than a term.</summary>
    public static byte[] After(ReadOnlySpan<byte> term) => [.. term, 0];

    private static byte[] OfText(FieldForm form, string text, string owner)
    {
        if (text.Length is < 1 or > MaxTextCharacters)
            throw new ArgumentException($"{owner} has a text of {text.Length} characters in the field '{form.Name}'; expected 1…{MaxTextCharacters}. Leave a field out where there is nothing.", nameof(text));
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException($"{owner} has half of a surrogate pair in the field '{form.Name}', which UTF-8 cannot express.", nameof(text));
        }
    }

    private static byte[] OfPath(FieldForm form, IReadOnlyList<string> names, string owner)
    {
        if (names.Count is < 1 or > MaxPathNames)
            throw new ArgumentException($"{owner} has a path of {names.Count} names in the field '{form.Name}'; expected 1…{MaxPathNames}.", nameof(names));
        var path = OfText(form, names[0], owner);
        if (names.Any(name => name.Contains(Separator)))
            throw new ArgumentException($"{owner} has a zero character in a name of the field '{form.Name}'; paths are joined by it.", nameof(names));
        foreach (var name in names.Skip(1))
            path = [.. path, (byte)Separator, .. OfText(form, name, owner)];
        return path;
    }

    private static byte[] OfNumber(FieldForm form, double number, string owner)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException(FormattableString.Invariant($"{owner} has {number} in the field '{form.Name}'; expected a finite number."), nameof(number));
        // As ScoreKey does with scores, but ascending; adding 0 turns −0 into +0.
        var bits = BitConverter.DoubleToUInt64Bits(number + 0d);
        return OfBits((bits & SignBit) != 0 ? ~bits : bits | SignBit);
    }

    private static byte[] OfBits(ulong bits)
    {
        var term = new byte[NumberBytes];
        BinaryPrimitives.WriteUInt64BigEndian(term, bits);
        return term;
    }

    private static double Number(ulong bits) => BitConverter.UInt64BitsToDouble((bits & SignBit) != 0 ? bits & ~SignBit : ~bits);

    private static string TypeOf(FieldValue value) => value switch
    {
        { Text: not null } => "the text",
        { Texts: not null } => "the texts",
        { Number: not null } => "the number",
        _ => "the date",
    };
}
