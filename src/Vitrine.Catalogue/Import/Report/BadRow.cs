namespace Vitrine.Catalogue;

/// <summary>Why a row of the table was skipped.</summary>
public enum BadRowReason
{
    /// <summary>More cells than the header, or a quote that does not close.</summary>
    CellCount = 0,

    /// <summary>A row of a JSON table that is no JSON object, or a value that is no text, number or truth value.</summary>
    NotJson = 1,

    /// <summary>Bytes that are no text in the encoding of the table.</summary>
    InvalidText = 2,

    /// <summary>A line or cell above the limit.</summary>
    TextTooLarge = 3,

    EmptyId = 4,
    EmptyTitle = 5,

    /// <summary>No category at all, or a gap: an empty layer with a finer one below it.</summary>
    EmptyCategory = 6,

    /// <summary>An id that an earlier row of the table carries; the earlier row stands.</summary>
    DuplicateId = 7,

    /// <summary>No file of <see cref="ImportOptions.Images"/> has the photo's name.</summary>
    MissingImage = 8,

    /// <summary>A photo that is truncated or damaged, or cannot be read.</summary>
    BrokenImage = 9,

    /// <summary>A photo above the limits of bytes or pixels.</summary>
    ImageTooLarge = 10,

    /// <summary>Several files with different content may be meant; none is taken.</summary>
    AmbiguousImage = 11,

    /// <summary>A picture in a format that is not read, such as HEIC.</summary>
    ImageFormatNotRead = 12,

    /// <summary>An empty file, a web page, a Git LFS pointer, …</summary>
    NotAnImage = 13,

    /// <summary>A part of a split that is not one of its three.</summary>
    UnknownPart = 14,

    /// <summary>A cell of a column of numbers that holds none.</summary>
    NotANumber = 15,

    /// <summary>A photo whose file lacks its end; it was taken, since nearly all of the picture is there. Only ever a note.</summary>
    EndsEarly = 16,
}

/// <summary>One entry of the import report: a row that was skipped, or something that its product had to do without.</summary>
/// <param name="File">Name of the table file.</param>
/// <param name="Line">Line of the file on which the row begins, from 1; the header is line 1.</param>
/// <param name="Column">The column at fault; empty when the whole row is.</param>
/// <param name="Reason">Why the row was skipped.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Id">The product's id, empty if it could not be read.</param>
public sealed record BadRow(string File, long Line, string Column, BadRowReason Reason, string Detail, string Id)
{
    /// <summary>The product came in nevertheless, without what the entry names.</summary>
    public bool IsNote { get; init; }
}
