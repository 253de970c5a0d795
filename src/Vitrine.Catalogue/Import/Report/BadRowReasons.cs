using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>The words for a <see cref="BadRowReason"/>.</summary>
public static class BadRowReasons
{
    /// <summary>The reason as people say it.</summary>
    public static string Name(this BadRowReason reason) => reason switch
    {
        BadRowReason.CellCount => "wrong number of cells",
        BadRowReason.NotJson => "no JSON object",
        BadRowReason.InvalidText => "invalid text",
        BadRowReason.TextTooLarge => "text too large",
        BadRowReason.EmptyId => "empty id",
        BadRowReason.EmptyTitle => "empty title",
        BadRowReason.EmptyCategory => "empty category",
        BadRowReason.DuplicateId => "duplicate id",
        BadRowReason.MissingImage => "missing image",
        BadRowReason.BrokenImage => "broken image",
        BadRowReason.ImageTooLarge => "image too large",
        BadRowReason.AmbiguousImage => "ambiguous image",
        BadRowReason.ImageFormatNotRead => "image format not read",
        BadRowReason.NotAnImage => "not an image",
        BadRowReason.UnknownPart => "unknown part",
        BadRowReason.NotANumber => "no number",
        BadRowReason.EndsEarly => "image taken without its end",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>What would have been right.</summary>
    public static string Expected(this BadRowReason reason) => reason switch
    {
        BadRowReason.CellCount => "no more cells than the header has",
        BadRowReason.NotJson => "a JSON object with texts, numbers, truth values, and lists of these",
        BadRowReason.InvalidText => "text in the encoding of the table",
        BadRowReason.TextTooLarge => "a row of at most 1,048,576 bytes and a cell of at most 65,536 characters",
        BadRowReason.EmptyId => "an id",
        BadRowReason.EmptyTitle => "a title",
        BadRowReason.EmptyCategory => "category names from coarse to fine without a gap",
        BadRowReason.DuplicateId => "an id that no earlier row has",
        BadRowReason.MissingImage => "a photo",
        BadRowReason.BrokenImage => $"a whole {ImageFormats.Names} image",
        BadRowReason.ImageTooLarge => "an image within the limits",
        BadRowReason.AmbiguousImage => "a path that one file only fits; say more of its folders",
        BadRowReason.ImageFormatNotRead or BadRowReason.NotAnImage => $"a {ImageFormats.Names} image",
        BadRowReason.UnknownPart => PartCell.Names,
        BadRowReason.NotANumber => "a number, such as 19.90",
        BadRowReason.EndsEarly => "a file with its end",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>The exception that <see cref="ImportOptions.Strict"/> stops with.</summary>
    internal static BadDataException ToException(this BadRow row) => new(
        row.File, row.Line, row.Column.Length == 0 ? null : row.Column, $"{row.Reason.Name()}: {row.Detail}", row.Reason.Expected(),
        "Mend the row, or import without --strict to skip and report bad rows.");
}
