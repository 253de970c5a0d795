using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Datasets.FashionVc;
using Vitrine.Datasets.Matlab;

namespace Vitrine.Datasets.Tests.Matlab;

/// <summary>Files in the layout of FashionVC and Ssense, made for the test: 70 rows of 6 × 5 photos, more than one block of them.</summary>
public sealed class FashionVcTests : IDisposable
{
    private const int Rows = 70, Height = 6, Width = 5, Words = 9, Coarse = 2, Fine = 4;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_OfAFolder_MakesAStoreOfItsRows(bool isHdf5)
    {
        WriteFiles(isHdf5);
        using (var data = FashionVcFolder.Open(folder.FullName))
        {
            Assert.Null(data.PublishedQueries);
            Assert.Equal(Rows, FashionVcStore.Write(data, 20, folder.File("shop.vitrine")));
        }

        using var store = CatalogueStore.Open(folder.File("shop.vitrine"));
        Assert.Equal((20, 50, 0), (store.RowsOf(Part.Test).Count, store.RowsOf(Part.Train).Count, store.RowsOf(Part.Validation).Count));
        Assert.Equal((2, Coarse, Fine), (store.Tree.Depth, store.Tree.ClassCount(1), store.Tree.ClassCount(2)));
        var last = store.Find($"{Rows:D5}")!;
        Assert.Equal(["class 2", "class 2.2"], store.Tree.Path(last.Category)); // row 69: fine class 1, of coarse class 1
        Assert.Equal($"word{69 % Words + 1}", last.Title);
        var photo = ImageDecoder.Decode(store.ReadImage(last.Row));
        Assert.Equal((Width, Height), (photo.Width, photo.Height));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                for (var colour = 0; colour < 3; colour++)
                    Assert.Equal(Pixel(69, y, x, colour), photo.Pixels[(y * Width + x) * 3 + colour]);
            }
        }
    }

    [Fact]
    public void Open_FilesThatDoNotFit_SaysWhich()
    {
        Assert.Contains("image.mat", Assert.Throws<UsageException>(() => FashionVcFolder.Open(folder.FullName)).Message, StringComparison.Ordinal);
        WriteFiles(isHdf5: false);
        folder.Write("label.mat", MatWriter.File(MatWriter.Dense("Label", [2, 2], [1, 0, 1, 1], asBytes: true)));
        Assert.Contains("2 rows", Refused(), StringComparison.Ordinal);
        folder.Write("label.mat", MatWriter.File(MatWriter.Dense("Label", [Rows, 3], [.. Enumerable.Repeat(1.0, 3 * Rows)], asBytes: true)));
        Assert.Contains("3 classes in row 1", Refused(), StringComparison.Ordinal);
    }

    private string Refused() => Assert.Throws<MatFormatException>(() => FashionVcFolder.Open(folder.FullName)).Message;

    private void WriteFiles(bool isHdf5)
    {
        var image = new byte[3, Width, Height, Rows];
        for (var row = 0; row < Rows; row++)
        {
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    for (var colour = 0; colour < 3; colour++)
                        image[colour, x, y, row] = Pixel(row, y, x, colour);
                }
            }
        }

        if (isHdf5)
            MatWriter.WriteHdf5(folder.File("image.mat"), "Image", image);
        else
            folder.Write("image.mat", MatWriter.File(MatWriter.Compress(MatWriter.Dense("Image", [Rows, Height, Width, 3], [.. image.Cast<byte>().Select(value => (double)value)], asBytes: true))));
        folder.Write("tag.mat", MatWriter.File(MatWriter.Sparse("Tag", Rows, Words, [.. Columns(Words, (row, word) => row % Words == word)])));
        folder.Write("label.mat", MatWriter.File(MatWriter.Dense("Label", [Rows, Coarse + Fine], [.. Columns(Coarse + Fine, (row, column) => column == row % Fine % Coarse || column == Coarse + row % Fine)], asBytes: true)));
    }

    private static IEnumerable<double> Columns(int columns, Func<int, int, bool> isSet) =>
        Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, Rows).Select(row => isSet(row, column) ? 1.0 : 0));

    private static byte Pixel(int row, int y, int x, int colour) => (byte)((row * 3 + y * 17 + x * 31 + colour * 71) % 256);
}
