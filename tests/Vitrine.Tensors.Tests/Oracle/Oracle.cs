using Vitrine.Tensors.Files;

namespace Vitrine.Tensors.Tests;

/// <summary>Values that PyTorch 1.13 computed (tests/oracle/tensors.py), and how close ours must be.</summary>
internal sealed class Oracle : IDisposable
{
    // Both sides work in float32 and sum in different orders: a few units in the last place of the largest terms, which are of order 10.
    private const float Absolute = 2e-5f;
    private const float Relative = 1e-4f;

    private readonly SafeTensors file;

    public Oracle(string name) => file = SafeTensors.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.safetensors"));

    public IEnumerable<string> Names => file.Entries.Keys;

    public SafeTensors File => file;

    public bool Has(string name) => file.Entries.ContainsKey(name);

    public bool IsWhole(string name) => file.Entries[name].Type == ElementType.Int32;

    public Shape ShapeOf(string name) => file.Entries[name].Shape;

    public int[] Rows(string name) => file.ReadInt32(name);

    /// <summary>A copy in aligned memory.</summary>
    public Tensor Read(string name)
    {
        using var mapped = file.Read(name);
        return mapped.Clone();
    }

    public void AssertClose(string name, Tensor found)
    {
        using var expected = Read(name);
        Assert.Equal(expected.Shape, found.Shape);
        for (var i = 0; i < found.Length; i++)
        {
            var (want, got) = (expected.Data[i], found.Data[i]);
            Assert.True(Math.Abs(want - got) <= Absolute + Relative * Math.Abs(want), $"{name}, element {i}: PyTorch has {want}, we have {got}");
        }
    }

    public void Dispose() => file.Dispose();
}
