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

    MissingImage = 8,
    BrokenImage = 9,

    /// <summary>A photo above the limits of bytes or pixels.</summary>
    ImageTooLarge = 10,
}

/// <summary>One skipped row of the import report.</summary>
/// <param name="File">Name of the table file.</param>
/// <param name="Line">Line of the file on which the row begins, from 1; the header is line 1.</param>
/// <param name="Column">The column at fault; empty when the whole row is.</param>
/// <param name="Reason">Why the row was skipped.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Id">The product's id, empty if it could not be read.</param>
public sealed record BadRow(string File, long Line, string Column, BadRowReason Reason, string Detail, string Id);
