using System.Text;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Corpus;

namespace Vitrine.Catalogue.Tests.Fuzz;

/// <summary>Makes the input of a number and gives it to what reads inputs of its kind. The same number is the same input.</summary>
/// <param name="seeds">The good files.</param>
/// <param name="folder">Where inputs are written; of this object alone.</param>
internal sealed class FuzzInput(Seeds seeds, TemporaryFolder folder)
{
    private const int InputsPerImport = 100;
    private const int Kinds = 10;

    private static readonly ImageLimits Limits = new(MaxBytes: 1 << 20);

    /// <summary>Runs one input to its end or to the message that it deserves.</summary>
    public void Run(int number)
    {
        var random = new Random(number);
        switch (number % Kinds)
        {
            case 0 when number % (Kinds * InputsPerImport) == 0:
                Import(random);
                break;
            case < 4:
                ReadTable("shop.csv", Mutated(seeds.Delimited, random), random);
                break;
            case 4:
                ReadTable(number % 3 == 0 ? "shop.jsonl" : "shop.json", Mutated(seeds.Json, random), random);
                break;
            case 5:
                ReadTable("shop.xml", Mutated(seeds.Feeds, random), random);
                break;
            case 6:
                ReadTable("shop.xlsx", Mutated(seeds.Packed, random), random);
                break;
            case 7:
                // The packing is whole and what is in it is not.
                ReadTable("shop.csv.gz", Seeds.Gzip(Mutated(seeds.Delimited, random)), random);
                break;
            case 8:
                ReadPhotos(Mutated(seeds.Archives, random), random);
                break;
            default:
                ReadOptions(random);
                break;
        }
    }

    private static byte[] Mutated(byte[][] whole, Random random) => Mutation.Of(whole[random.Next(whole.Length)], whole[random.Next(whole.Length)], random);

    private void ReadTable(string name, byte[] bytes, Random random)
    {
        var (path, encoding, delimiter) = (folder.Write(name, bytes), random.Next(20) == 0 ? "utf-16" : null, random.Next(20) == 0 ? "bar" : null);
        using var table = TableFile.Open(path, encoding, delimiter);
        if (table.Columns.Count == 0)
            return;
        string AnyColumn() => table.Columns[random.Next(table.Columns.Count)];
        var options = ImportColumns.Resolve(
            new ImportOptions
            {
                Table = path,
                Encoding = encoding,
                Delimiter = delimiter,
                Images = "",
                Out = "",
                Id = AnyColumn(),
                Title = [AnyColumn()],
                Category = [AnyColumn()],
                Image = [AnyColumn()],
                Number = [AnyColumn()],
                Attribute = [AnyColumn()],
                VariantOf = random.Next(2) == 0 ? AnyColumn() : null,
            },
            table);
        var parser = new RowParser(options);
        var last = 0L;
        foreach (var row in table.Rows(parser.Columns))
        {
            Assert.True(row.Line >= last, $"line {row.Line} after {last}");
            last = row.Line;
            parser.Parse(row);
        }
    }

    private void ReadPhotos(byte[] bytes, Random random)
    {
        using var place = PhotoPlaces.Open(folder.Write("photos.bin", bytes));
        var shelf = new PhotoShelf(place, "photos.bin", default);
        var found = new HashSet<int>();
        foreach (var reference in (string[])["p0.jpg", "BLUE%20LAMP.png?v=1", "s0.*", @"C:\x\2026\01\s0.jpg", "../p0.jpg", Text(random)])
            found.UnionWith(shelf.Find(reference).Files.Where(file => shelf.ObstacleOf(file) is null));
        Assert.Equal(found.Order(), place.Read([.. found], Limits).Select(file => file.File).Order());
    }

    /// <summary>Texts that stand in options and in cells.</summary>
    private void ReadOptions(Random random)
    {
        PhotoReference.Parse(Text(random));
        PhotoCell.References(new TableCell(Text(random)));
        NumberCell.TryRead(Text(random), out var number);
        Assert.True(double.IsFinite(number));
        string[] cells = [Text(random), Text(random), Text(random)];
        var format = CategoryFormat.Detect(cells);
        foreach (var cell in cells)
        {
            Assert.DoesNotContain(format.Read(new TableCell(CellText.Plain(cell))), path => path.Length == 0 || path.Any(string.IsNullOrWhiteSpace));
            CellText.Id(cell);
        }

        var path = folder.Write("shop.csv", seeds.Delimited[random.Next(seeds.Delimited.Length)]);
        using var table = TableFile.Open(path, random.Next(4) == 0 ? Text(random) : null, random.Next(4) == 0 ? Text(random) : null);
        string Column() => random.Next(3) == 0 ? Text(random) : string.Join(random.Next(2) == 0 ? "," : "/", table.Columns.Skip(random.Next(4)).Take(1 + random.Next(2)));
        ImportColumns.Resolve(new ImportOptions { Table = path, Images = "", Out = "", Id = Column(), Title = [Column()], Category = [Column()], Attribute = [Column()], Price = [Column()] }, table);
    }

    /// <summary>A whole import of a mutated export.</summary>
    private void Import(Random random)
    {
        var one = ExportCase.Sample[random.Next(ExportCase.Sample.Count)];
        var store = folder.File("store");
        if (Directory.Exists(store))
            Directory.Delete(store, recursive: true);
        Directory.CreateDirectory(folder.File("empty"));
        CatalogueImporter.Import(one.System.Options with
        {
            Table = folder.Write(one.System.FileName, Mutation.Of(new Export(one).Bytes, seeds.Delimited[0], random)),
            Images = folder.File("empty"),
            Out = store,
            Accept = true,
        });
        using var opened = CatalogueStore.Open(store);
        Assert.Equal(opened.Count, opened.Products().Count());
    }

    private string Text(Random random)
    {
        var text = Mutation.Of(seeds.Delimited[random.Next(seeds.Delimited.Length)], seeds.Json[0], random);
        var start = random.Next(text.Length + 1);
        return Encoding.UTF8.GetString(text.AsSpan(start, Math.Min(text.Length - start, random.Next(200))));
    }
}
