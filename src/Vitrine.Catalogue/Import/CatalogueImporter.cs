using System.Text.Json;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Text;
using Vitrine.Platform;

namespace Vitrine.Catalogue;

/// <summary>
/// Table and photos → store, in three steps: the rows go into a staging database, the photos are checked and put in the pack, and
/// then the next state of the catalogue is written and put in the place of the present one. Readers see the store before the import or after it.
/// </summary>
/// <remarks>
/// An import that was killed or cancelled goes on where it was when the same one is started again; with other options or changed
/// files it begins anew. Products are recognised by id: a changed one is updated, a new one added, and one that the table no longer has stays
/// unless <see cref="ImportOptions.Sync"/> says otherwise. Memory does not grow with the table or with
/// the bytes of the photos, only with the names of their files, about 100 bytes each, and with the ids of parents and variants where one row names another's.
/// </remarks>
public sealed class CatalogueImporter
{
    /// <summary>The file in a store that lists the photos which the last import did not find, a reference per line as the table writes it: for a downloader.</summary>
    public const string MissingPhotosFile = "missing-photos.txt";

    // A feed that was cut off, or that of another shop, must not empty a store.
    private const double MostRemoved = 0.2;

    private readonly ImportOptions options;
    private readonly IProgress<ImportProgress>? progress;
    private readonly ImageLimits limits;
    private readonly ImportPace pace;
    private readonly Table table;
    private readonly RowParser parser;
    private readonly List<BadRow> incomplete = []; // products that miss what every product needs

    private CatalogueImporter(ImportOptions options, Table table, IProgress<ImportProgress>? progress, ImageLimits limits, ImportPace pace)
    {
        (this.table, this.progress, this.limits, this.pace) = (table, progress, limits, pace);
        this.options = ImportColumns.Resolve(options, table);
        CheckImages(this.options);
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
    /// damaged archive. The store is as it was; where there was none, there is none.
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
        catch (BadDataException e) when (!IsOfStore(e))
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
        catch (BadDataException e) when (!IsOfStore(e))
        {
            pack.CutBack(stored.PackEnd);
            throw;
        }

        return Publish(staging, pack, cancellation);
    }

    /// <summary>What was given is right, and the import goes on if it is allowed to. Otherwise table or photos have to change, and nothing is to be taken up again.</summary>
    private bool IsOfStore(BadDataException e) => e.File == options.Out;

    /// <summary>Nothing is published where much of the table is lost in one way.</summary>
    private void StopAtLoss(ImportStaging staging)
    {
        var rows = staging.CountRows();
        var loss = new SystematicLoss(rows.Good + rows.Bad, options, table);
        foreach (var bad in staging.Report(Path.GetFileName(options.Table), parser.ImageColumn))
            loss.Add(bad);
        if (loss.Found is { } found)
            throw found;
    }

    internal static void Check(ImportOptions options)
    {
        if (options.Category.Count == 0)
            throw new UsageException("An import needs at least one category column.", "Name them from coarse to fine: --category COL/COL.");
        if (options.Id.Length == 0)
            throw new UsageException("An import needs the column with the ids.", "Name it: --id COL.");
        if (options.Title.Count == 0)
            throw new UsageException("An import needs at least one column for the title.", "Name it, or several: --title COL,COL.");
        PhotoPlaces.Open(options.Images).Dispose();
    }

    private static void CheckImages(ImportOptions options)
    {
        if (options.HasImages && options.Image.Count == 0 && !options.ImagePattern.Contains(ImportOptions.IdPlace, StringComparison.Ordinal))
        {
            throw new UsageException($"The image pattern '{options.ImagePattern}' has no {ImportOptions.IdPlace} in it.",
                "Say where a product's photo lies, for example --image-pattern 'images/{id}.jpg'.");
        }
    }

    /// <summary>Options and files of this import: an unfinished one is taken up only if nothing of it has changed.</summary>
    private string Fingerprint()
    {
        var images = Directory.Exists(options.Images) ? (FileSystemInfo)new DirectoryInfo(options.Images) : new FileInfo(options.Images);
        var file = new FileInfo(options.Table);
        return JsonSerializer.Serialize(new
        {
            options = options with { Out = "", Yes = false }, // a copied store goes on as well
            limits,
            table = new { file.FullName, file.Length, file.LastWriteTimeUtc },
            images = new { images.FullName, images.LastWriteTimeUtc, Length = images is FileInfo { Exists: true } archive ? archive.Length : 0 },
        });
    }

    private void StageRows(ImportStaging staging, CancellationToken cancellation)
    {
        var clock = new StageClock(progress, pace.ReportEvery, ImportStage.Rows, 0, table.Length);
        var spelling = new CategorySpelling();
        long rows = 0, skipped = 0, translations = 0, unpublished = 0;
        staging.Begin();
        foreach (var row in table.Rows(parser.Columns))
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
            if (parser.IsTranslation(row))
            {
                translations++;
                continue;
            }

            if (parser.IsUnpublished(row))
            {
                unpublished++;
                continue;
            }

            var (parsed, bad, notes) = parser.Parse(row);
            if (parsed is not null && !staging.Add(Spelled(parsed)))
            {
                bad = parser.Blame(row.Line, new RowProblem(options.Id, BadRowReason.DuplicateId,
                    $"'{parsed.Id}', which line {staging.LineOf(parsed.Id)} has"), parsed.Product);
            }

            skipped += bad is null ? 0 : 1;
            foreach (var entry in bad is null ? notes : [bad])
            {
                if (options.Strict)
                    throw entry.ToException();
                staging.Add(entry);
            }

            clock.Report(table.Done, skipped);
        }

        if (rows == 0)
            throw new BadDataException(options.Table, null, null, "a header and no rows", "one row per product", "Check that the export of the table was complete.");
        if (unpublished == rows)
        {
            throw new BadDataException(options.Table, null, string.Join(", ", options.Status), $"none of {rows:N0} rows is shown", "products that the shop shows",
                "If the column means something else, name another with --status, or say --id, --title and --category and leave --status out.");
        }

        staging.MarkRowsRead(translations, unpublished);
        staging.Commit();

        ParsedRow Spelled(ParsedRow row) => row with { Fields = row.Fields with { CategoryPaths = [.. row.Fields.CategoryPaths.Select(spelling.Of)] } };
    }

    private void StagePhotos(ImportStaging staging, StorePhotos stored, PhotoPack pack, CancellationToken cancellation)
    {
        var (done, total) = staging.CountImages();
        var skipped = staging.CountRows().Bad;
        var clock = new StageClock(progress, pace.ReportEvery, ImportStage.Photos, done, total);
        clock.Report(done, skipped);
        new PhotoStage(staging, stored, pack, limits, pace.BatchFiles).Run(
            PhotoSource.Read(options.Images, staging, options.ReadAllPhotos ? null : stored, limits, cancellation),
            StopIfStrict,
            (files, bad) => clock.Report(done += files, skipped += bad),
            cancellation);

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
        var clock = new StageClock(progress, pace.ReportEvery, ImportStage.Publish, 0, staging.CountProducts());
        var (changes, withoutPhoto) = (new long[3], 0L);
        var (good, bad) = staging.CountRows();
        using var writer = StoreWriter.Open(options.Out, pack);
        foreach (var staged in staging.Products())
        {
            cancellation.ThrowIfCancellationRequested();
            if (Put(staged, writer) is not { } change)
                continue;
            changes[(int)change]++;
            withoutPhoto += staged.Photos.Count == 0 ? 1 : 0;
            clock.Report(changes.Sum(), bad + incomplete.Count);
        }

        var products = changes.Sum();
        var removed = options.Sync && products > 0 ? RemoveGone(staging, writer) : 0;
        var placeholders = writer.WriteSplit(cancellation);
        var file = Path.GetFileName(options.Table);
        var report = staging.Report(file, parser.ImageColumn).Concat(incomplete); // read anew each time: it may be as long as the table
        var missing = staging.MissingPhotos().LongCount();
        var summary = new ImportSummary(file, Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Images)), good + bad + staging.Translations + staging.Unpublished,
            changes[(int)Change.Added], changes[(int)Change.Updated], changes[(int)Change.Unchanged], removed, withoutPhoto, missing, bad + incomplete.Count,
            report.Where(row => !row.IsNote).CountBy(row => row.Reason).ToDictionary(entry => entry.Key, entry => (long)entry.Value),
            writer.Count - products, Composed(options.Category), Composed([.. options.AttributeColumns.Select(attribute => attribute.Name)]), placeholders, staging.CountEndingEarly())
        {
            Translations = staging.Translations,
            Unpublished = staging.Unpublished,
            Notes = table.Notes,
        };
        writer.WriteFiles(PhotoSource.NameOf(options.Images, limits), staging.Files(), areAll: options.Sync);
        writer.WriteReport(staging.JobId, summary, report);
        WriteMissing([.. staging.MissingPhotos()]);
        writer.Commit(cancellation);
        return summary;
    }

    /// <summary>Puts a product, if anything of it has changed; null where it is none.</summary>
    private Change? Put(StagedProduct staged, StoreWriter writer)
    {
        var source = staged.SourceDigest();
        if (writer.IsFrom(source, staged.Id))
            return Change.Unchanged;
        if (Assembled(staged) is not { } product)
            return null;
        foreach (var photo in staged.Photos.Where(photo => photo.Offset is not null && !writer.HasPhoto(photo.Hash)))
            writer.AdoptPhoto(photo.Hash, photo.Offset!.Value, photo.Length);
        return writer.PutWithPhotos(product, [.. staged.Photos.Select(photo => photo.Hash)], source);
    }

    /// <summary>The product of some rows, or null where none of them has what every product needs.</summary>
    private ProductData? Assembled(StagedProduct staged)
    {
        var (product, missing) = ProductAssembly.Of(staged.Id, [.. staged.Rows.Select(row => (row.Own, ImportStaging.Read(row)))]);
        if (missing is { } reason)
        {
            var bad = parser.Blame(staged.Rows[0].Line,
                new RowProblem(reason == BadRowReason.EmptyTitle ? options.Title[0] : options.Category[0], reason, $"nothing in any of the {staged.Rows.Count} rows of the product"), staged.Id);
            if (options.Strict)
                throw bad.ToException();
            incomplete.Add(bad);
            return null;
        }

        return product;
    }

    /// <summary>Removes the products that the table does not name. One whose row is bad is still named, and stays.</summary>
    private long RemoveGone(ImportStaging staging, StoreWriter writer)
    {
        string[] gone = [.. writer.IdsNotPut().Where(id => !staging.Names(id))];
        if (gone.Length > MostRemoved * writer.Count && !options.Yes)
        {
            throw new BadDataException(options.Out, null, null, $"{gone.Length:N0} of its {writer.Count:N0} products are not in '{options.Table}'",
                $"at most {MostRemoved:P0} of them gone since the last import", "If the shop has really given them up, import with --sync --yes. Nothing was changed.");
        }

        foreach (var id in gone)
            writer.Remove(id);
        return gone.Length;
    }

    private void WriteMissing(string[] missing)
    {
        var path = Path.Combine(options.Out, MissingPhotosFile);
        if (missing.Length > 0)
            DurableFile.Replace(path, System.Text.Encoding.UTF8.GetBytes(string.Concat(missing.Select(reference => reference.ReplaceLineEndings(" ") + "\n"))));
        else
            File.Delete(path);
    }

    private static string[] Composed(IReadOnlyList<string> columns) => [.. columns.Select(CanonicalComposition.Compose)];
}
