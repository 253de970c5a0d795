using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests;

/// <summary>A record by attributes, as most tests use it.</summary>
public sealed class Garment
{
    [VectorStoreKey]
    public string Id { get; set; } = "";

    [VectorStoreData(IsIndexed = true, StorageName = "colour")]
    public string? Colour { get; set; }

    [VectorStoreData(IsIndexed = true)]
    public int Price { get; set; }

    [VectorStoreData]
    public string? Description { get; set; }

    [VectorStoreVector(3)]
    public ReadOnlyMemory<float> Look { get; set; }

    public static Garment[] Four =>
    [
        new() { Id = "a", Colour = "red", Price = 10, Description = new string('x', 5000), Look = new float[] { 1, 0, 0 } },
        new() { Id = "b", Colour = "blue", Price = 20, Look = new float[] { 0.9f, 0.1f, 0 } },
        new() { Id = "c", Colour = "red", Price = 30, Description = "", Look = new float[] { 0, 2, 0 } },
        new() { Id = "d", Colour = null, Price = 40, Look = new float[] { 0, 0, 3 } },
    ];

    public static void AssertEqual(Garment expected, Garment? actual, bool withVectors)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Id, expected.Colour, expected.Price, expected.Description), (actual.Id, actual.Colour, actual.Price, actual.Description));
        Assert.Equal(withVectors ? expected.Look.ToArray() : [], actual.Look.ToArray());
    }
}
