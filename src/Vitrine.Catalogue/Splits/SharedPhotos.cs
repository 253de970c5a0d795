namespace Vitrine.Catalogue;

/// <summary>Joins the title groups whose products share a photo, byte for byte; finds the photos that are shared by too many.</summary>
/// <param name="groups">The title group of every row.</param>
/// <param name="rows">The row of each photo of a product, ascending.</param>
/// <param name="photos">The photos, numbered from 0.</param>
internal sealed class SharedPhotos(int[] groups, int[] rows, int[] photos)
{
    /// <summary>
    /// A photo of more title groups than this is a placeholder and joins nothing. One article that stands in a table under several names does so
    /// two or three times (in the fashion catalogue at hand: never more than twice), while one "no picture yet" would chain half a shop into a single group.
    /// </summary>
    public const int MostGroups = 5;

    private readonly int[] firsts = new int[photos.Length == 0 ? 1 : photos.Max() + 2]; // rows of photo p: sorted[firsts[p]] … sorted[firsts[p + 1] − 1]
    private readonly int[] sorted = new int[photos.Length];

    /// <summary>Joins, and returns the placeholders: number of products and first row, by falling number, then row.</summary>
    public IReadOnlyList<(int Products, int FirstRow)> Join(DisjointSets sets)
    {
        SortRowsByPhoto();
        var placeholders = new List<(int Products, int FirstRow)>();
        var distinct = new List<int>(MostGroups + 1);
        for (var photo = 0; photo + 1 < firsts.Length; photo++)
        {
            var showing = sorted.AsSpan(firsts[photo]..firsts[photo + 1]);
            CollectGroups(showing, distinct);
            if (distinct.Count > MostGroups)
            {
                placeholders.Add((showing.Length, showing[0]));
                continue;
            }

            for (var i = 1; i < distinct.Count; i++)
                sets.Join(distinct[0], distinct[i]);
        }

        return [.. placeholders.OrderByDescending(placeholder => placeholder.Products).ThenBy(placeholder => placeholder.FirstRow)];
    }

    // A counting sort: linear, stable, and 8 bytes a photo of a product.
    private void SortRowsByPhoto()
    {
        foreach (var photo in photos)
            firsts[photo + 1]++;
        for (var photo = 1; photo < firsts.Length; photo++)
            firsts[photo] += firsts[photo - 1];
        var next = firsts.AsSpan(..^1).ToArray();
        for (var place = 0; place < photos.Length; place++)
            sorted[next[photos[place]]++] = rows[place];
    }

    /// <summary>The distinct groups of these rows; stops at one more than a photo may join.</summary>
    private void CollectGroups(ReadOnlySpan<int> showing, List<int> distinct)
    {
        distinct.Clear();
        foreach (var row in showing)
        {
            if (distinct.Contains(groups[row]))
                continue;
            distinct.Add(groups[row]);
            if (distinct.Count > MostGroups)
                return;
        }
    }
}
