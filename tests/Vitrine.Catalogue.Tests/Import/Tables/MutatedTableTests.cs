using System.Text;

namespace Vitrine.Catalogue.Tests.Import.Tables;

/// <summary>Tables with bytes changed, cut out and doubled: whatever comes of it, it is rows or a message, and rows in the order of their lines.</summary>
public class MutatedTableTests
{
    private static readonly byte[][] Whole =
    [
        Encoding.UTF8.GetBytes("sep=;\r\nid;\"title; of all\";note\r\n1;\"Größe \"\"M\"\"\";x\r\n2;a\rb;\"two\r\nlines\"\r\n;;\r\n3;c\r\n4;d;e;;\r\n"),
        Encoding.Unicode.GetBytes("id\ttitle\tnote\n1\tGröße\tx\n2\tb\ty\n"),
        TextEncodings.Windows1252.GetBytes("id,title,note\n1,\"5\\\" heel, Größe\",x\n2,b \\\\,y\n"),
        Encoding.UTF8.GetBytes("""{"id": 1, "title": "Größe \u00e9", "price": {"v": 1.5}, "images": [{"src": "a"}]}""" + "\n" + """{"id": 2, "title": "b", "title": null}"""),
        Encoding.UTF8.GetBytes("""{"count": 2, "products": [{"id": 1, "title": "a"}, {"id": 2, "tags": ["x", "y"]}]}"""),
        WorkbookTableTests.Small,
    ];

    [Fact]
    public void Open_MutatedTable_IsRowsOrAMessage()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(11);
        var opened = 0;
        for (var round = 0; round < 3000; round++)
        {
            var bytes = Mutated(Whole[round % Whole.Length], random);
            var path = folder.Write($"shop{(round % 3 == 0 ? ".csv" : round % 3 == 1 ? ".jsonl" : ".json")}", bytes);
            try
            {
                using var table = TableFile.Open(path);
                var last = 0L;
                foreach (var row in table.Rows(table.Columns))
                {
                    Assert.True(row.Line > last);
                    Assert.True(row.Problem is null ? row.Cells.Length == table.Columns.Count : row.Problem.Value.Detail.Length > 0);
                    last = row.Line;
                }

                opened++;
            }
            catch (CatalogueException)
            {
                // A message; any other exception fails the test.
            }
        }

        Assert.InRange(opened, 300, 2999);
    }

    private static byte[] Mutated(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var i = random.Next(4); i >= 0; i--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 8), bytes.Count - at);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = "\",;\r\n\\{}[]\t|"u8[random.Next(12)];
                    break;
                case 2 when bytes.Count > length:
                    bytes.RemoveRange(at, length);
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
