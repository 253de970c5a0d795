namespace Vitrine.Index.Tests.Quantised;

public class RotationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Apply_AnyDimensions_KeepsInnerProducts(int dimensions)
    {
        var random = new Random(dimensions);
        var rotation = new Rotation(dimensions, 5);
        var (a, b) = (Seeded.Vectors(random, 1, dimensions), Seeded.Vectors(random, 1, dimensions));
        Assert.Equal((dimensions + 63) / 64 * 64, rotation.Dimensions);
        Assert.Equal(Dot(a, b), Dot(Rotated(rotation, a), Rotated(rotation, b)), 1e-5 * dimensions);
        Assert.Equal(Dot(a, a), Dot(Rotated(rotation, a), Rotated(rotation, a)), 1e-5 * dimensions);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(768)]
    public void Apply_VectorAlongAnAxis_IsSpreadOverAll(int dimensions)
    {
        var rotation = new Rotation(dimensions, 6);
        for (var axis = 0; axis < dimensions; axis++)
        {
            var vector = new float[dimensions];
            vector[axis] = 1;
            // Of a random direction the largest of some hundred numbers is about 3/√D, and 6/√D once in a million.
            Assert.InRange(Rotated(rotation, vector).Max(MathF.Abs), 0, 6 / MathF.Sqrt(rotation.Dimensions));
        }
    }

    [Fact]
    public void Apply_OtherSeed_IsAnotherRotation()
    {
        var vector = Seeded.Vectors(new Random(1), 1, 100);
        Assert.Equal(Rotated(new Rotation(100, 1), vector), Rotated(new Rotation(100, 1), vector));
        Assert.NotEqual(Rotated(new Rotation(100, 1), vector), Rotated(new Rotation(100, 2), vector));
    }

    private static float[] Rotated(Rotation rotation, float[] vector)
    {
        var rotated = new float[rotation.Dimensions];
        rotation.Apply(vector, rotated);
        return rotated;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
