using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.Tests.Encoders.Texts;

/// <summary>A text's vector is computed once for a store and a network, and what is damaged is computed anew.</summary>
public sealed class TextVectorsTests : IDisposable
{
    private const int Dimensions = 3;

    private static readonly int[][] Texts = [.. Enumerable.Range(0, 100).Select(i => Enumerable.Range(i, 1 + i % 5).ToArray())];

    private readonly TemporaryFolder store = new();
    private int computed;

    private string Rows => store.File(Path.Combine("texts", "net", "v1.rows"));

    private string Keys => store.File(Path.Combine("texts", "net", "v1.keys"));

    [Fact]
    public void Complete_ASecondTime_ComputesNothingAndSaysNothing()
    {
        Assert.Equal(100, Computed([.. Texts, Texts[7]]));
        var reports = 0;
        Assert.Equal(0, Computed(Texts.Reverse(), progress: new Reporter(_ => reports++)));
        Assert.Equal(0, reports);
    }

    [Fact]
    public void Complete_WithFurtherTexts_ComputesThose()
    {
        Computed(Texts[..60]);
        TrainingProgress? last = null;
        Assert.Equal(40, Computed(Texts, progress: new Reporter(progress => last = progress)));
        Assert.Equal((100, 100), (last!.Step, last.StepsPerEpoch));
    }

    [Fact]
    public void Complete_OfAnotherNetwork_ComputesItsOwn()
    {
        Computed(Texts);
        Assert.Equal(100, Computed(Texts, network: "other"));
    }

    [Fact]
    public void Complete_Stopped_KeepsWhatWasComputed()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Computed(Texts, progress: new Reporter(_ => cancellation.Cancel()), cancellation: cancellation.Token));
        var first = computed;
        Assert.InRange(first, 1, 99);
        Assert.Equal(100 - first, Computed(Texts));
    }

    [Fact]
    public void Complete_AfterARowWasDamaged_ComputesThatRowAnew()
    {
        Computed(Texts);
        var bytes = File.ReadAllBytes(Rows);
        bytes[5 * Dimensions * sizeof(float) + 1] ^= 1;
        File.WriteAllBytes(Rows, bytes);
        Assert.Equal(1, Computed(Texts));
        Assert.Equal(0, Computed(Texts));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50 * 24 + 7)]
    public void Complete_AfterTheKeysWereCut_ComputesTheRest(int left)
    {
        Computed(Texts);
        using (var keys = File.OpenWrite(Keys))
            keys.SetLength(left);
        Assert.Equal(100 - left / 24, Computed(Texts));
        Assert.Equal(0, Computed(Texts));
    }

    [Fact]
    public void Complete_OnFilesOfSomethingElse_ComputesAll()
    {
        Computed(Texts);
        File.WriteAllText(Keys, new string('x', 5000));
        File.WriteAllText(Rows, "short");
        Assert.Equal(100, Computed(Texts));
    }

    [Fact]
    public void TryRead_ATextThatWasNotCompleted_IsFalse()
    {
        using var vectors = new TextVectors(store.FullName, "net", Dimensions);
        Assert.False(vectors.TryRead(Texts[0], new float[Dimensions]));
    }

    [Fact]
    public void Complete_WhereNoFolderCanBe_SaysWhere()
    {
        store.Write("texts", "a file");
        Assert.Contains("texts", Assert.Throws<CatalogueException>(() => Computed(Texts)).Message);
    }

    public void Dispose() => store.Dispose();

    // How many texts were computed; each can be read with the right numbers afterwards.
    private int Computed(IEnumerable<int[]> texts, string network = "net", IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        computed = 0;
        int[][] all = [.. texts];
        using var vectors = new TextVectors(store.FullName, network, Dimensions);
        vectors.Complete(all, Compute, progress, cancellation);
        var vector = new float[Dimensions];
        foreach (var text in all)
        {
            Assert.True(vectors.TryRead(text, vector));
            Assert.Equal(VectorOf(text), vector);
        }

        return computed;
    }

    private float[] Compute(IReadOnlyList<int[]> texts)
    {
        computed += texts.Count;
        return [.. texts.SelectMany(VectorOf)];
    }

    private static float[] VectorOf(int[] text) => [text[0], text.Length, text.Sum()];
}
