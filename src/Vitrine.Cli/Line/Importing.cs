using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;

namespace Vitrine.Cli.Line;

/// <summary>The step that reads a table and its photos into a store.</summary>
internal static class Importing
{
    public static ImportSummary Run(ImportOptions options, Session session) =>
        session.Track("Reading the table", stage =>
        {
            var current = ImportStage.Rows;
            return CatalogueImporter.Import(options, stage.Of<ImportProgress>((_, progress) =>
            {
                if (progress.Stage != current)
                    stage.Next(TitleOf(current = progress.Stage));
                stage.Report(progress.Done, progress.Total, progress.Skipped > 0 ? $"{progress.Skipped:N0} skipped" : "");
            }), cancellation: session.Stop);
        });

    private static string TitleOf(ImportStage stage) => stage switch
    {
        ImportStage.Rows => "Reading the table",
        ImportStage.Photos => "Reading photos",
        _ => "Writing the catalogue",
    };
}
