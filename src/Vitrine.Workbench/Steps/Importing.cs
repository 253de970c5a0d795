using Vitrine.Catalogue;

namespace Vitrine.Workbench;

/// <summary>The step that reads a table and its photos into a store.</summary>
public static class Importing
{
    public static ImportSummary Run(ImportOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        CatalogueImporter.Import(options, progress.Select<ImportProgress>(report => new WorkProgress(
            StageOf(report.Stage), report.Done, report.Total, report.Skipped > 0 ? $"{report.Skipped:N0} skipped" : "")), cancellation: cancellation);

    private static string StageOf(ImportStage stage) => stage switch
    {
        ImportStage.Rows => "Reading the table",
        ImportStage.Photos => "Reading photos",
        _ => "Writing the catalogue",
    };
}
