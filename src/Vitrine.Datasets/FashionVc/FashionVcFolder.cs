using Vitrine.Catalogue;
using Vitrine.Datasets.Matlab;

namespace Vitrine.Datasets.FashionVc;

/// <summary>
/// FashionVC or Ssense as HiCHNet's follow-up publishes them: <c>image.mat</c> with <c>Image</c> (N × height × width × 3), <c>tag.mat</c> with <c>Tag</c> (N × d, a bag of words) and
/// <c>label.mat</c> with <c>Label</c> (N × (c1 + c2), the coarse classes first, one 1 in each block). The first rows are the queries. The files are yours to bring.
/// </summary>
public sealed class FashionVcFolder : IDisposable
{
    private const float Present = 0.5f; // of a mark that is 0 or 1

    private FashionVcFolder(MatArray image, MatArray tag, int[] coarse, int[] fine) => (Image, Tag, Coarse, Fine) = (image, tag, coarse, fine);

    /// <summary>Photos: column y + height · (x + width · colour).</summary>
    public MatArray Image { get; }

    /// <summary>Words.</summary>
    public MatArray Tag { get; }

    /// <summary>The coarse class of each row, from 0.</summary>
    public IReadOnlyList<int> Coarse { get; }

    /// <summary>The fine class of each row, from 0; classes of two coarse ones have different numbers.</summary>
    public IReadOnlyList<int> Fine { get; }

    /// <summary>N.</summary>
    public int Count => Coarse.Count;

    /// <summary>How many of the first rows are queries: 3,000 of FashionVC, 2,000 of Ssense, told by N; null where neither is known.</summary>
    public int? PublishedQueries => Count switch { 19_862 => 3000, 15_696 => 2000, _ => null };

    /// <summary>Opens the three files of a folder.</summary>
    /// <exception cref="UsageException">One is missing.</exception>
    /// <exception cref="MatFormatException">One cannot be understood, or they do not fit.</exception>
    public static FashionVcFolder Open(string folder)
    {
        var image = MatFile.Open(Path.Combine(folder, "image.mat"), "Image");
        MatArray? tag = null;
        try
        {
            if (image.Dimensions is not [_, _, _, 3])
                throw new MatFormatException(image.File, $"'Image' of {string.Join(" × ", image.Dimensions)}", "N × height × width × 3");
            tag = MatFile.Open(Path.Combine(folder, "tag.mat"), "Tag");
            using var label = MatFile.Open(Path.Combine(folder, "label.mat"), "Label");
            foreach (var other in new[] { tag, label })
            {
                if (other.Rows != image.Rows || other.Rows == 0)
                    throw new MatFormatException(other.File, $"{other.Rows:N0} rows", $"the {image.Rows:N0} of {Path.GetFileName(image.File)}");
            }

            var (coarse, fine) = ClassesOf(label);
            return new FashionVcFolder(image, tag, coarse, fine);
        }
        catch
        {
            image.Dispose();
            tag?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Image.Dispose();
        Tag.Dispose();
    }

    // Where the blocks meet follows from the marks: each row has one in either, so the first marks of all rows lie before the second ones of all.
    private static (int[] Coarse, int[] Fine) ClassesOf(MatArray label)
    {
        var (count, marks) = ((int)label.Rows, label.Read(0, (int)label.Rows));
        var (coarse, fine) = (new int[count], new int[count]);
        for (var row = 0; row < count; row++)
        {
            int[] own = [.. Enumerable.Range(0, label.Columns).Where(column => marks[row * label.Columns + column] > Present)];
            if (own.Length != 2)
                throw new MatFormatException(label.File, $"{own.Length} classes in row {row + 1}", "2: a coarse and a fine one");
            (coarse[row], fine[row]) = (own[0], own[1]);
        }

        var (lastCoarse, firstFine) = (coarse.Max(), fine.Min());
        if (lastCoarse >= firstFine)
            throw new MatFormatException(label.File, $"column {lastCoarse + 1} as a coarse and column {firstFine + 1} as a fine class", "coarse classes before fine ones");
        return (coarse, Array.ConvertAll(fine, column => column - lastCoarse - 1));
    }
}
