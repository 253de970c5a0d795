using System.Text;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Images;

namespace Vitrine.Catalogue.Tests.Import;

public class BadRowTests
{
    private static readonly byte[] Latin1 = Encoding.Latin1.GetBytes("p1,Größe,Men,Kind,Red\n");

    private static readonly string Utf8Row = "p0,Größe,Men,Kind 0,Red";

    public static TheoryData<string, string, BadRowReason> Rows => new()
    {
        { "p1,Title,Men,Kind,Red,surplus", "", BadRowReason.CellCount },
        { "p1,\"Title,Men,Kind,Red", "", BadRowReason.CellCount },
        { "p1", "title", BadRowReason.EmptyTitle },
        { " ,Title,Men,Kind,Red", "id", BadRowReason.EmptyId },
        { "p1, ,Men,Kind,Red", "title", BadRowReason.EmptyTitle },
        { "p1,Title,,,Red", "group", BadRowReason.EmptyCategory },
        { "p1,Title,,Kind,Red", "group", BadRowReason.EmptyCategory },
        { "p0,Again,Men,Kind,Red", "id", BadRowReason.DuplicateId },
        { "nobody,Title,Men,Kind,Red", "id", BadRowReason.MissingImage },
        { "../../etc/p1,Title,Men,Kind,Red", "id", BadRowReason.MissingImage },
        { "empty,Title,Men,Kind,Red", "id", BadRowReason.NotAnImage },
        { "text,Title,Men,Kind,Red", "id", BadRowReason.NotAnImage },
        { "phone,Title,Men,Kind,Red", "id", BadRowReason.ImageFormatNotRead },
        { "cut,Title,Men,Kind,Red", "id", BadRowReason.BrokenImage },
        { "huge,Title,Men,Kind,Red", "id", BadRowReason.ImageTooLarge },
        { "heavy,Title,Men,Kind,Red", "id", BadRowReason.ImageTooLarge },
    };

    private static TestShop Shop() => new TestShop().WithPhoto("p0.jpg", TestShop.Photo(0)).WithPhoto("p1.jpg", TestShop.Photo(1))
        .WithPhoto("empty.jpg", []).WithPhoto("phone.HEIC", OtherFormatTests.Heic).WithPhoto("text.jpg", "not an image"u8.ToArray())
        .WithPhoto("cut.jpg", ImageEncoder.Jpeg(TestImages.Gradient(64, 64))[..^200])
        .WithPhoto("huge.jpg", TestImages.BlackPng(400, 400)).WithPhoto("heavy.jpg", new byte[100_001]);

    private static readonly ImageLimits Limits = new(MaxBytes: 100_000, MaxPixels: 90_000);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Import_OneBadRow_IsSkippedAndReported(string row, string column, BadRowReason reason)
    {
        foreach (var archive in (bool[])[false, true])
        {
            using var shop = Shop().WithTable(TestShop.Row(0), row);
            var summary = CatalogueImporter.Import(archive ? shop.Options with { Images = shop.Tar(gzip: true) } : shop.Options, limits: Limits);
            // A product whose photo cannot be had comes in without it: words find it.
            var isPhoto = reason is BadRowReason.MissingImage or BadRowReason.NotAnImage or BadRowReason.ImageFormatNotRead or BadRowReason.BrokenImage or BadRowReason.ImageTooLarge;
            Assert.Equal(isPhoto ? (2, 2, 0, 1) : (2, 1, 1, 0), (summary.Rows, summary.Added, summary.Skipped, summary.WithoutPhoto));
            Assert.Equal(isPhoto ? 0 : 1, summary.SkippedByReason.GetValueOrDefault(reason));
            using var store = CatalogueStore.Open(shop.Store);
            Assert.Equal(isPhoto ? 2 : 1, store.Count);
            Assert.Equal(Enumerable.Range(1, store.Count - 1).Select(_ => CatalogueStore.NoPhoto), store.MainPhotos.Skip(1));
            var bad = Assert.Single(store.Report());
            Assert.Equal(("products.csv", 3, column, reason, isPhoto), (bad.File, bad.Line, bad.Column, bad.Reason, bad.IsNote));
            Assert.NotEmpty(bad.Detail);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Import_StrictWithABadRow_StopsWithItsPlaceAndImportsNothing(string row, string column, BadRowReason reason)
    {
        using var shop = Shop().WithTable(TestShop.Row(0), row);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options with { Strict = true }, limits: Limits));
            Assert.Equal((3, column), (error.Line!.Value, error.Column ?? ""));
            Assert.StartsWith(reason.Name(), error.Found);
            Assert.False(Directory.Exists(shop.Store));
        }
    }

    [Fact]
    public void Import_BytesThatAreNotUtf8_AreReportedOnlyWhereTheyMatter()
    {
        using var shop = Shop().WithTable([.. Encoding.UTF8.GetBytes($"{TestShop.Header}\n{Utf8Row}\n"), .. Latin1]);
        CatalogueImporter.Import(shop.Options);
        using (var store = CatalogueStore.Open(shop.Store))
        {
            var bad = Assert.Single(store.Report());
            Assert.Equal((3, "title", BadRowReason.InvalidText, "p1"), (bad.Line, bad.Column, bad.Reason, bad.Id));
        }
        // The same bytes in a column that is not imported harm nobody.
        Assert.Equal(0, CatalogueImporter.Import(shop.Options with { Title = ["group"], Category = ["kind"] }).Skipped);
    }

    [Fact]
    public void Import_LinesAndCellsAboveTheLimit_AreReported()
    {
        using var shop = Shop().WithTable(
            TestShop.Row(0), "p1," + new string('x', 2_000_000) + ",Men,Kind,Red", "p1," + new string('x', 70_000) + ",Men,Kind,Red");
        CatalogueImporter.Import(shop.Options);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal([(3, ""), (4, "title")], store.Report().Select(bad => (bad.Line, bad.Column)));
        Assert.All(store.Report(), bad => Assert.Equal(BadRowReason.TextTooLarge, bad.Reason));
    }

    [Fact]
    public void Import_QuoteThatNeverCloses_CostsItsOwnRowOnly()
    {
        using var shop = new TestShop().WithProducts(30);
        // More than the limit of a row lies below the stray quote.
        var rows = Enumerable.Range(0, 30).Select(TestShop.Row).ToList();
        rows[3] = "p3,\"Stray,Men,Kind 0,Blue";
        rows.InsertRange(20, Enumerable.Range(0, 2000).Select(i => $"none{i},{new string('y', 600)},Men,Kind,Red"));
        shop.WithTable(rows);
        CatalogueImporter.Import(shop.Options with { Accept = true });
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(29, store.MainPhotos.Count(photo => photo != CatalogueStore.NoPhoto));
        Assert.Equal((5, BadRowReason.TextTooLarge), store.Report().Where(bad => !bad.IsNote).Select(bad => (bad.Line, bad.Reason)).Single());
        Assert.Equal(2000, store.Report().Count(bad => bad.IsNote));
    }

    [Theory]
    [InlineData("""{"id": "p1", "title": "T", "group": "G" """, "")]
    [InlineData("[1]", "")]
    [InlineData("""{"id": "p1", "title": ["T", "U"], "group": "G"}""", "title")]
    [InlineData("""{"id": "p1", "title": "\ud800", "group": "G"}""", "title")]
    public void Import_JsonLineThatIsNoProduct_IsReported(string line, string column)
    {
        using var shop = Shop().WithTable(Encoding.UTF8.GetBytes($$"""{"id": "p0", "title": "T", "group": "G"}""" + "\n" + line), "t.jsonl");
        CatalogueImporter.Import(shop.Options with { Table = shop.File("t.jsonl"), Category = ["group"], Attribute = [] });
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal((2, column, BadRowReason.NotJson), store.Report().Select(bad => (bad.Line, bad.Column, bad.Reason)).Single());
    }

    /// <summary>Tables with rows of every kind, good and bad, quoted over several lines or not: the report names exactly the bad ones.</summary>
    [Fact]
    public void Import_RandomTables_ReportExactlyTheBadRows()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            using var shop = Shop();
            var rows = new List<string>();
            var expected = new List<(long, BadRowReason)>();
            var good = new List<string>();
            var line = 2;
            for (var i = 0; i < 120; i++)
            {
                var id = $"g{i}";
                var (row, reason) = random.Next(16) switch
                {
                    0 => ($"{id},T,Men", null),
                    1 => ($"{id},T,Men,Kind,Red,x,y", (BadRowReason?)BadRowReason.CellCount),
                    2 => ($"{id},\"a quote that is not closed,Men,Kind,Red", BadRowReason.CellCount),
                    3 => ($",T,Men,Kind,Red", BadRowReason.EmptyId),
                    4 => ($"{id},,Men,Kind,Red", BadRowReason.EmptyTitle),
                    5 => ($"{id},T,,Kind,Red", BadRowReason.EmptyCategory),
                    6 when good.Count > 0 => ($"{good[random.Next(good.Count)]},T,Men,Kind,Red", BadRowReason.DuplicateId),
                    7 => ($"missing{i},T,Men,Kind,Red", BadRowReason.MissingImage),
                    8 => ($"{id},\"a, b\nand \"\"c\"\"\",Men,Kind,Red", null),
                    9 => ($"{id},3\" heel,Men,,", null),
                    10 => ($"{id},\"T\",Men,\"Kind\",\"Red\"", null),
                    _ => ($"{id},T {i},Men,Kind,Red", null),
                };
                if (reason is { } why)
                {
                    expected.Add((line, why));
                }
                else
                {
                    good.Add(id);
                    shop.WithPhoto($"{id}.jpg", TestShop.Photo(i));
                }

                rows.Add(row);
                line += row.Count(character => character == '\n') + 1;
                if (random.Next(10) == 0)
                {
                    rows.Add(" ");
                    line++;
                }
            }

            shop.WithTable(rows);
            CatalogueImporter.Import(shop.Options with { Accept = true });
            using var store = CatalogueStore.Open(shop.Store);
            Assert.Equal(expected, store.Report().Select(bad => (bad.Line, bad.Reason)));
            Assert.Equal(good, store.Products().Where(product => product.Photos > 0).Select(product => product.Id));
            Assert.Equal(expected.Count(row => row.Item2 == BadRowReason.MissingImage), store.Products().Count(product => product.Photos == 0));
        }
    }
}
