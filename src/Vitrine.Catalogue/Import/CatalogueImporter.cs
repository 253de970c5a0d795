using System.Text.Json;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// Table and photos → store, in three steps: the rows go into a staging database, the photos are checked and put in the pack, and
/// then the next state of the catalogue is written and put in the place of the present one. Readers see the store before the import or after it.
/// </summary>
/// <remarks>
/// An import that was killed or cancelled goes on where it was when the same one is started again; with other options or changed
/// files it begins anew. Products are recognised by id: a changed one is updated and keeps its row, a new one gets the next row,
/// and one that the table no longer has stays. Memory does not grow with the table or the archive.
/// </remarks>
public sealed class CatalogueImporter
{
    private readonly ImportOptions options;
    private readonly IProgress<ImportProgress>? progress;
    private readonly ImageLimits limits;
    private readonly ImportPace pace;
    private readonly Table table;
    private readonly RowParser parser;

    private CatalogueImporter(ImportOptions options, Table table, IProgress<ImportProgress>? progress, ImageLimits limits, ImportPace pace)
    {
        (this.table, this.progress, this.limits, this.pace) = (table, progress, limits, pace);
        this.options = ImportColumns.Resolve(options, table);
        parser = new RowParser(this.options);
    }

    /// <summary>Imports, and returns what was done. Bad rows are skipped and stand in <see cref="CatalogueStore.Report"/>.</summary>
    /// <param name="options">What to import.</param>
    /// <param name="progress">Told a few times a second at most.</param>
    /// <param name="limits">What a photo may cost; default <see cref="ImageLimits.Default"/>.</param>
    /// <param name="cancellation">Stops between two files; the work is kept for the next run.</param>
    /// <exception cref="UsageException">A file or a column that is not there, a folder that is no store.</exception>
    /// <exception cref="BadDataException">
    /// A bad row with <see cref="ImportOptions.Strict"/>, a table without rows, not one good row, many rows that fail in one way (<see cref="SystematicLoss"/>), a
    /// damaged archive. The store is as it was.
    /// </exception>
    /// <exception cref="CatalogueException">Another process is writing the store, or it cannot be read or written.</exception>
    public static ImportSummary Import(
        ImportOptions options, IProgress<ImportProgress>? progress = null, ImageLimits? limits = null, CancellationToken cancellation = default) =>
        Import(options, progress, limits, ImportPace.Usual, cancellation);

    internal static ImportSummary Import(
        ImportOptions options, IProgress<ImportProgress>? progress, ImageLimits? limits, ImportPace pace, CancellationToken cancellation) =>
        StoreFault.Guard(options.Out, () =>
        {
            Check(options);
            using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
            return new CatalogueImporter(options, table, progress, limits ?? ImageLimits.Default, pace).Run(cancellation);
        });

    private ImportSummary Run(CancellationToken cancellation)
    {
        using var storeLock = StoreLock.Take(options.Out);
        ImportSummary summary;
        try
        {
            using var staging = ImportStaging.Open(options.Out, Fingerprint());
            summary = Run(staging, cancellation);
        }
        catch (BadDataException e) when (IsOfTable(e))
        {
            ImportStaging.Discard(options.Out);
            throw;
        }

        ImportStaging.Discard(options.Out);
        return summary;
    }

    private ImportSummary Run(ImportStaging staging, CancellationToken cancellation)
    {
        using var stored = new StorePhotos(options.Out);
        if (stored.LastJob == staging.JobId)
        {
            // Killed after it had published and before it could tidy up.
            using var store = CatalogueStore.Open(options.Out);
            return store.LastImport!;
        }

        using var pack = PhotoPack.OpenForAppending(options.Out, Math.Max(stored.PackEnd, staging.PackEnd));
        if (!staging.HasRows)
            StageRows(staging, cancellation);
        try
        {
            StopAtLoss(staging);
            StagePhotos(staging, stored, pack, cancellation);
            StopAtLoss(staging);
        }
        catch (BadDataException e) when (IsOfTable(e))
        {
            pack.CutBack(stored.PackEnd);
            throw;
        }

        return Publish(staging, pack, cancellation);
    }

    /// <summary>The table itself is at fault and has to change, so nothing is to be taken up again.</summary>
    private bool IsOfTable(BadDataException e) => e.Line is not null || e.File == options.Table;

    /// <summary>Nothing is published where much of the table is lost in one way.</summary>
    private void StopAtLoss(ImportStaging staging)
    {
        var loss = new SystematicLoss(staging.CountAll(), options, table);
        foreach (var bad in staging.Report(Path.GetFileName(options.Table)))
            loss.Add(bad);
        if (loss.Found is { } found)
            throw found;
    }

    private static void Check(ImportOptions options)
    {
        if (options.Category.Count == 0)
            throw new UsageException("An import needs at least one category column.", "Name them from coarse to fine: --category COL/COL.");
        if (options.Image is null && !options.ImagePattern.Contains(ImagePath.IdPlace, StringComparison.Ordinal))
        {
            throw new UsageException($"The image pattern '{options.ImagePattern}' has no {ImagePath.IdPlace} in it.",
                "Say where a product's photo lies, for example --image-pattern 'images/{id}.jpg'.");
        }

        PhotoSource.Check(options.Images);
    }

    /// <summary>Options and files of this import: an unfinished one is taken up only if nothing of it has changed.</summary>
    private string Fingerprint()
    {
        var images = Directory.Exists(options.Images) ? (FileSystemInfo)new DirectoryInfo(options.Images) : new FileInfo(options.Images);
        var file = new FileInfo(options.Table);
        return JsonSerializer.Serialize(new
        {
            options = options with { Out = "" }, // a copied store goes on as well
            limits,
            table = new { file.FullName, file.Length, file.LastWriteTimeUtc },
            images = new { images.FullName, images.LastWriteTimeUtc, Length = (images as FileInfo)?.Length ?? 0 },
        });
    }

    private void StageRows(ImportStaging staging, CancellationToken cancellation)
    {
        var clock = new StageClock(progress, pace.ReportEvery, ImportStage.Rows, 0, table.Length);
        long rows = 0, skipped = 0;
        staging.Begin();
        foreach (var row in table.Rows(parser.Columns))
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
            var (parsed, bad) = parser.Parse(row);
            if (bad is null && !staging.Add(parsed))
            {
                bad = parser.Blame(row.Line, new RowProblem(options.Id, BadRowReason.DuplicateId,
                    $"'{parsed.Product.Id}', which line {staging.LineOf(parsed.Product.Id)} has"), parsed.Product.Id);
            }

            if (bad is not null)
            {
                if (options.Strict)
                    throw bad.ToException();
                staging.Add(bad);
                skipped++;
            }

            clock.Report(table.Done, skipped);
        }

        if (rows == 0)
            throw new BadDataException(options.Table, null, null, "a header and no rows", "one row per product", "Check that the export of the table was complete.");
        staging.MarkRowsRead();
        staging.Commit();
    }

    private void StagePhotos(ImportStaging staging, StorePhotos stored, PhotoPack pack, CancellationToken cancellation)
    {
        var (done, total) = staging.CountImages();
        var skipped = staging.CountRows().Bad;
        var clock = new StageClock(progress, pace.ReportEvery, ImportStage.Photos, done, total);
        clock.Report(done, skipped);
        new PhotoStage(staging, stored, pack, limits, pace.BatchFiles).Run(
            PhotoSource.Read(options.Images, staging, limits, cancellation),
            StopIfStrict,
            (files, bad) => clock.Report(done += files, skipped += bad),
            cancellation);
        staging.ReportBadPhotos(parser.ImageColumn);

        void StopIfStrict(long image, RowProblem problem)
        {
            if (!options.Strict)
                return;
            var (line, id) = staging.FirstRowOf(image);
            throw parser.Blame(line, problem with { Column = parser.ImageColumn }, id).ToException();
        }
    }

    private ImportSummary Publish(ImportStaging staging, PhotoPack pack, CancellationToken cancellation)
    {
        var (good, bad) = staging.CountRows();
        var clock = new StageClock(progress, pace.ReportEvery, ImportStage.Publish, 0, good);
        var changes = new long[3];
        using var writer = StoreWriter.Open(options.Out, pack);
        foreach (var (product, photoHash, offset, length) in staging.GoodRows())
        {
            cancellation.ThrowIfCancellationRequested();
            if (offset is { } at && !writer.HasPhoto(photoHash))
                writer.AdoptPhoto(photoHash, at, length);
            changes[(int)writer.PutWithPhoto(product, photoHash)]++;
            clock.Report(changes.Sum(), bad);
        }

        var placeholders = writer.WriteSplit(cancellation);
        var file = Path.GetFileName(options.Table);
        var summary = new ImportSummary(file, Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Images)), good + bad,
            changes[(int)Change.Added], changes[(int)Change.Updated], changes[(int)Change.Unchanged], bad,
            staging.Report(file).CountBy(row => row.Reason).ToDictionary(entry => entry.Key, entry => (long)entry.Value),
            writer.Count - good, Composed(options.Category), Composed(options.Attribute), placeholders) { Notes = table.Notes };
        writer.WriteReport(staging.JobId, summary, staging.Report(file));
        writer.Commit(cancellation);
        return summary;
    }

    private static string[] Composed(IReadOnlyList<string> columns) => [.. columns.Select(CanonicalComposition.Compose)];
}
