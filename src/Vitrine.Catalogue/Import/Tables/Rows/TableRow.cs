namespace Vitrine.Catalogue;

/// <summary>What is wrong with a row as a whole, or with one of its cells.</summary>
internal readonly record struct RowProblem(string Column, BadRowReason Reason, string Detail);

/// <summary>One row: the cells of the wanted columns in the wanted order, or what is wrong with it.</summary>
/// <param name="Line">
/// Line of the file on which the row begins, from 1. Of rows that begin on one line (of JSON, or with a carriage return between them) each further one counts as a
/// line, so that every row has a number of its own: in a JSON file of one line, that of the object.
/// </param>
/// <param name="Cells">One for each wanted column; none where there is a problem.</param>
/// <param name="Problem">Why the row has no cells.</param>
internal readonly record struct TableRow(long Line, TableCell[] Cells, RowProblem? Problem)
{
    public static TableRow Bad(long line, BadRowReason reason, string detail, string column = "") =>
        new(line, [], new RowProblem(column, reason, detail));
}
