using System.Runtime.CompilerServices;
using Vitrine.Index.Tests.Storage;
using Vitrine.Platform;

namespace Vitrine.Index.Tests.Cells;

/// <summary>A change of these texts is a change of a format and needs a new version.</summary>
public sealed class CellFormatTests : IDisposable
{
    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Recall_Written_IsThisText()
    {
        var recall = new PartitionRecall(0xAB, 200, true, 2.5, [new ProbeStep(1, 10, 0.8, 1000.5, 0.1), new ProbeStep(4, 10, 0.95, 4000, 0.13)]);
        recall.Write(folder.File("recall"));
        Assert.Equal("vitrine-recall 1\ncells 000000ab\nqueries 200 given\nexact 2.5\nstep 1 10 0.8 1000.5 0.1\nstep 4 10 0.95 4000 0.13\ncrc32c 4013f87d\n", File.ReadAllText(folder.File("recall")));
        var read = PartitionRecall.Read(folder.File("recall"), 0xAB)!;
        Assert.Equal(recall.Steps, read.Steps);
        Assert.Equal((recall.Queries, recall.AreQueriesGiven, recall.ExactMs), (read.Queries, read.AreQueriesGiven, read.ExactMs));
        Assert.Null(PartitionRecall.Read(folder.File("recall"), 0xAC)); // cells that were made anew
    }

    [Fact]
    public void Cells_OfOneVector_AreTheseBytes()
    {
        // One vector is its own centroid but for the rounding of that, so no kernel has anything to add up whose order would matter.
        var set = VectorSet.FromRows([3, 0, 4], 3);
        PartitionBuilder.Build(folder.File("cells"), set, 7, new PartitionOptions(), _ => { }, CancellationToken.None);
        var bytes = File.ReadAllBytes(folder.File("cells"));
        Assert.Equal((16, 64), (Unsafe.SizeOf<CellEntry>(), new Rotation(3, 0).Dimensions));
        Assert.Equal("VITRCEL1"u8, bytes.AsSpan(0, 8));
        Assert.Equal([7, 1, 3, 1, 1, 0], Enumerable.Range(2, 6).Select(i => BitConverter.ToInt32(bytes, 4 * i)));
        using var cells = CellPartition.Open(folder.File("cells"), 7, 1, 3);
        var cell = cells.CellAt(0);
        Assert.Equal((0, 1, 25, 1), (cell.Start, cell.Count, MathF.Round(cell.CentroidSquared, 1), cells.List.Count));
        Assert.Equal(8 * (4 + 12 + 8) + 8 * (12 + 32), cells.Shape.BytesFor(1));
        Assert.Equal("a2b242f6", $"{Crc32C.Of(bytes):x8}");
    }
}
