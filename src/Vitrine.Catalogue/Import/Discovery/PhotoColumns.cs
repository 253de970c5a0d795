namespace Vitrine.Catalogue;

/// <summary>Where a table says which photos are a product's: in the values of one column, which name them, or in columns of paths and addresses.</summary>
internal sealed class PhotoColumns(SampledTable table, SampledPhotos photos)
{
    /// <summary>Cells of a column that are looked at to see whether they hold references.</summary>
    private const int LookedAt = 200;

    private static readonly string[] Names = ["image", "images", "imageurl", "imageurls", "imagelink", "imagesrc", "picture", "pictures", "photo", "photos", "img", "imgs", "imgurl"];

    /// <summary>The columns that hold references, the one that leads to the most photos first; then those that lead to further ones. None that leads to photos: the first that looks like one.</summary>
    public SampledColumn[] Listing()
    {
        SampledColumn[] candidates = [.. table.Columns.Where(LooksLikeReferences)];
        var found = candidates.Select(column => (Column: column, Files: photos.Found(References(column)))).ToArray();
        var chosen = new List<SampledColumn>();
        var covered = new HashSet<int>();
        while (found.Where(entry => !entry.Files.IsSubsetOf(covered)).ToArray() is { Length: > 0 } further)
        {
            var best = further.MaxBy(entry => entry.Files.Count(file => !covered.Contains(file)));
            chosen.Add(best.Column);
            covered.UnionWith(best.Files);
        }

        return chosen.Count > 0 ? [.. chosen] : [.. candidates.Take(1)];
    }

    /// <summary>How many photos columns lead to.</summary>
    public int CountFound(IEnumerable<SampledColumn> columns) => photos.Found(columns.SelectMany(References)).Count;

    /// <summary>The unique column whose values are the names of photos, half of them at least, and the pattern of their paths; null if there is none.</summary>
    public (SampledColumn Column, string Pattern, int Found)? Naming()
    {
        var unique = table.Columns.Where(id => id.IsUnique)
            .Select(id => (Column: id, Named: photos.Paths.Where(photo => id.Has(Stem(photo))).ToArray())).Where(entry => entry.Named.Length > 0).ToArray();
        if (unique.Length == 0)
            return null;
        var (column, named) = unique.MaxBy(entry => entry.Named.Length);
        if (named.Length < photos.Paths.Count / 2)
            return null;
        var first = named[0];
        var start = first.LastIndexOf(Stem(first), StringComparison.Ordinal);
        var pattern = first[..start] + ImportOptions.IdPlace + first[(start + Stem(first).Length)..];
        return (column, pattern, photos.Found(column.Cells.Select(cell => pattern.Replace(ImportOptions.IdPlace, cell.Text, StringComparison.Ordinal))).Count);
    }

    /// <summary>The name of a photo without folders and ending.</summary>
    public static string Stem(string photo)
    {
        var name = photo[(photo.LastIndexOf('/') + 1)..];
        return name[..name.LastIndexOf('.')];
    }

    /// <summary>Most of what stands in it has an address or an ending; a column called so may also hold names without an ending, if these lead to photos.</summary>
    private bool LooksLikeReferences(SampledColumn column)
    {
        TableCell[] cells = [.. column.Cells.Where(cell => cell.Text.Length > 0).Take(LookedAt)];
        if (cells.Length == 0)
            return false;
        var references = cells.SelectMany(PhotoCell.References).ToArray();
        var endings = references.Count(reference => PhotoEndings.HasOne(reference.Split('?', '#')[0]));
        if (endings * 2 >= references.Length)
            return true;
        return Names.Contains(column.Key) && (references.Any(reference => reference.Contains("://", StringComparison.Ordinal)) || photos.Found(references).Count > 0);
    }

    private static IEnumerable<string> References(SampledColumn column) => column.Cells.SelectMany(PhotoCell.References);
}
