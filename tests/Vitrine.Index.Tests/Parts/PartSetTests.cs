namespace Vitrine.Index.Tests.Parts;

public class PartSetTests
{
    private const int Items = 40, VectorsPerItem = 6, Dimensions = 33;

    [Fact]
    public void Copy_OfAnItem_IsItsOwnVectorsAndNoPadding()
    {
        var random = new Random(1);
        var vectors = Seeded.Vectors(random, Items * VectorsPerItem, Dimensions);
        int[] counts = [.. Enumerable.Range(0, Items).Select(_ => random.Next(VectorsPerItem + 1))];
        var set = new PartSet(VectorSet.FromRows(vectors, Dimensions), VectorsPerItem, Stored<int>.Of(counts));
        for (var item = 0; item < Items; item++)
        {
            var copy = new float[VectorsPerItem * Dimensions];
            Array.Fill(copy, float.NaN);
            Assert.Equal(counts[item], set.Copy(item, copy));
            var own = vectors.AsSpan(item * VectorsPerItem * Dimensions, counts[item] * Dimensions);
            Assert.Equal(own, copy.AsSpan(0, own.Length));
            Assert.All(copy[own.Length..], number => Assert.Equal(float.NaN, number));
        }
    }
}
