namespace Vitrine.Catalogue;

/// <summary>A first look at an import: what its first rows would become. Nothing is written, and no photo is opened.</summary>
/// <param name="Rows">Rows that were looked at; no more than <see cref="MostRows"/>.</param>
/// <param name="HasMoreRows">The table goes on.</param>
/// <param name="Products">Products that these rows are of.</param>
/// <param name="Skipped">Rows that would be skipped, by reason.</param>
/// <param name="Photos">Different photos that the rows ask for.</param>
/// <param name="MissingPhotos">Those of them that are not there by name.</param>
/// <param name="Notes">What was taken of the file without being told: sentences.</param>
/// <param name="Samples">The first three products.</param>
public sealed record ImportPreview(
    long Rows, bool HasMoreRows, long Products, IReadOnlyDictionary<BadRowReason, long> Skipped, long Photos, long MissingPhotos, IReadOnlyList<string> Notes, IReadOnlyList<PreviewedProduct> Samples)
{
    public const int MostRows = 50_000;

    private const int SampledProducts = 3;

    /// <exception cref="UsageException">A file or a column that is not there.</exception>
    /// <exception cref="BadDataException">Something that is no table, or a damaged archive.</exception>
    public static ImportPreview Of(ImportOptions options, CancellationToken cancellation = default)
    {
        CatalogueImporter.Check(options);
        using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
        options = ImportColumns.Resolve(options, table);
        var parser = new RowParser(options);
        var photos = SampledPhotos.Of(options.Images);
        var (rows, hasMore) = (0L, false);
        var skipped = new Dictionary<BadRowReason, long>();
        var products = new Dictionary<string, List<ParsedRow>>(StringComparer.Ordinal);
        var (own, references) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in table.Rows(parser.Columns))
        {
            cancellation.ThrowIfCancellationRequested();
            if (hasMore = rows == MostRows)
                break;
            rows++;
            if (parser.IsTranslation(row) || parser.IsUnpublished(row))
                continue;
            var (parsed, bad, _) = parser.Parse(row);
            if (parsed is null)
            {
                Skip(bad!.Reason);
                continue;
            }

            if (parsed.Id.Length > 0 && !own.Add(parsed.Id))
            {
                Skip(BadRowReason.DuplicateId);
                continue;
            }

            references.UnionWith(parsed.Photos);
            if (!products.TryGetValue(parsed.Product, out var rowsOfProduct))
                products.Add(parsed.Product, rowsOfProduct = []);
            // Of the others nothing but their number is told; some more are kept, for one may turn out to lack a title.
            if (products.Count <= SampledProducts * 4 || rowsOfProduct.Count > 0)
                rowsOfProduct.Add(parsed);
        }

        var samples = products.Select(entry => Assembled(entry.Key, entry.Value, photos)).OfType<PreviewedProduct>().Take(SampledProducts).ToArray();
        return new ImportPreview(rows, hasMore, products.Count, skipped, references.Count, references.LongCount(reference => photos.Find(reference).Count == 0), table.Notes, samples);

        void Skip(BadRowReason reason) => skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
    }

    private static PreviewedProduct? Assembled(string id, List<ParsedRow> rows, SampledPhotos photos)
    {
        if (rows.Count == 0 || ProductAssembly.Of(id, [.. rows.Select(row => (row.Id, row.Fields))]).Product is not { } product)
            return null;
        string[] references = [.. rows.SelectMany(row => row.Photos).Distinct(StringComparer.Ordinal)];
        return new PreviewedProduct(product, references, photos.Found(references).Count);
    }
}
