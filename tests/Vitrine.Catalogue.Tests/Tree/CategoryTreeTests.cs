namespace Vitrine.Catalogue.Tests.Tree;

public class CategoryTreeTests
{
    private static readonly CategoryTree Uneven = new([["Men", "Shoes", "Boots"], ["Men", "Shoes"], ["Women", "Shoes", "Boots"], ["Gifts"]]);

    [Fact]
    public void Label_OfUnevenBranches_ExistsOnEveryLayer()
    {
        Assert.Equal(3, Uneven.Depth);
        Assert.Equal([0, 0, 1, 2], Labels(1));
        Assert.Equal([0, 0, 1, 2], Labels(2));
        Assert.Equal([0, 1, 2, 3], Labels(3));
        Assert.Equal([3, 3, 4], Enumerable.Range(1, 3).Select(Uneven.ClassCount));
        Assert.Equal(["Men", "Shoes"], Uneven.ClassPath(3, 1));

        int[] Labels(int layer) => [.. Enumerable.Range(0, Uneven.Count).Select(category => Uneven.Label(category, layer))];
    }

    [Fact]
    public void Label_OfRandomTrees_AgreesOnCoarserLayersToo()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var random = new Random(seed);
            var paths = Enumerable.Range(0, 40)
                .Select(_ => Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3).ToString()).ToArray())
                .DistinctBy(path => string.Join('/', path)).ToArray();
            var tree = new CategoryTree(paths);
            for (var a = 0; a < tree.Count; a++)
            {
                for (var b = 0; b < tree.Count; b++)
                {
                    for (var layer = 1; layer <= tree.Depth; layer++)
                    {
                        var same = paths[a].Take(layer).SequenceEqual(paths[b].Take(layer));
                        Assert.Equal(same, tree.Label(a, layer) == tree.Label(b, layer));
                    }
                }

                Assert.Equal(a, tree.Find(paths[a]));
            }

            Assert.Equal(tree.Count, tree.ClassCount(tree.Depth));
        }
    }

    [Fact]
    public void Constructor_RepeatedOrEmptyPath_Throws()
    {
        Assert.Throws<ArgumentException>(() => new CategoryTree([["a"], ["a"]]));
        Assert.Throws<ArgumentException>(() => new CategoryTree([[]]));
        Assert.Throws<ArgumentException>(() => new CategoryTree([["a", ""]]));
    }

    [Fact]
    public void Layer_OutsideTheTree_ThrowsWithTheRange() =>
        Assert.Contains("1 (coarsest) to 3", Assert.Throws<ArgumentOutOfRangeException>(() => Uneven.ClassCount(0)).Message);
}
