namespace Vitrine.Index.Tests.Storage;

/// <summary>What is looked up without a search: whether an item is there, and whether a snapshot is the newest.</summary>
public class SnapshotLookupTests
{
    private static readonly IndexSchema Schema = new([], VectorDimensions: 1);

    [Fact]
    public void Contains_OfPutReplacedAndDeletedItems_TellsThemApart()
    {
        using var temporary = new TemporaryFolder();
        using (var writer = IndexWriter.Create(temporary.FullName, Schema))
        {
            writer.Put("a", 0, [], [1]);
            writer.Put("b", 1, [], [1]);
            writer.Commit();
            writer.Put("a", 0, [], [2]);
            writer.Delete("b");
            writer.Commit();
        }

        using var snapshot = IndexSnapshot.Open(temporary.FullName);
        Assert.Equal((true, false, false), (snapshot.Contains("a"), snapshot.Contains("b"), snapshot.Contains("c")));
    }

    [Fact]
    public void Scores_OfSomeRows_AreThoseOfTheNearestLivingItem()
    {
        using var temporary = new TemporaryFolder();
        using (var writer = IndexWriter.Create(temporary.FullName, Schema))
        {
            writer.Put("a1", 0, [], [1]);
            writer.Put("a2", 0, [], [3]);
            writer.Put("a3", 0, [], [7]);
            writer.Put("b", 1, [], [2]);
            writer.Put("c", 5000, [], [4]);
            writer.Commit();
            writer.Delete("a3");
            writer.Delete("b");
            writer.Commit();
        }

        using var snapshot = IndexSnapshot.Open(temporary.FullName);
        var scores = new float[4];
        snapshot.Scores([2], [5000, 1, 0, 77], scores);
        Assert.Equal([8, float.NegativeInfinity, 6, float.NegativeInfinity], scores);
        Assert.Contains("4 rows", Assert.Throws<ArgumentException>(() => snapshot.Scores([2], [5000, 1, 0, 77], new float[3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LastGeneration_BesideAWriter_IsThatOfTheLastCommit()
    {
        using var temporary = new TemporaryFolder();
        Assert.Equal(0, IndexSnapshot.LastGeneration(temporary.FullName));
        using var writer = IndexWriter.Create(temporary.FullName, Schema);
        for (var commit = 1; commit <= 3; commit++)
        {
            writer.Put("a", 0, [], [commit]);
            writer.Commit();
            using var snapshot = IndexSnapshot.Open(temporary.FullName);
            Assert.Equal((commit, snapshot.Generation), (IndexSnapshot.LastGeneration(temporary.FullName), (long)commit));
        }
    }

    [Fact]
    public void LastGeneration_OfAnotherFile_SaysSo()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("manifest", "something else\nof others\n");
        Assert.Contains("the second line has no number of a commit", Assert.Throws<IndexFormatException>(() => IndexSnapshot.LastGeneration(temporary.FullName)).Message, StringComparison.Ordinal);
    }
}
