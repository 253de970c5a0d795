namespace Vitrine.Catalogue;

/// <summary>The three steps of an import.</summary>
public enum ImportStage
{
    /// <summary>Reading the table; counted in bytes.</summary>
    Rows,

    /// <summary>Reading, checking and storing photos; counted in photos.</summary>
    Photos,

    /// <summary>Writing the catalogue; counted in rows.</summary>
    Publish,
}

/// <summary>How far a stage has come.</summary>
/// <param name="Stage">The step at work.</param>
/// <param name="Done">Units done, those of an interrupted run before this one included.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Skipped">Bad rows and photos so far.</param>
/// <param name="Remaining">Estimate for this stage from the speed of this run; null until something can be said.</param>
public readonly record struct ImportProgress(ImportStage Stage, long Done, long Total, long Skipped, TimeSpan? Remaining);
