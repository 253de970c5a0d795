using System.Security.Cryptography;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Encoders.Texts;

public sealed class WordStartTests : IDisposable
{
    private static readonly string[] Titles = ["red silk dress", "red cotton dress", "blue cotton jeans", "blue silk shirt", "odd"];
    private static readonly Vocabulary Words = Vocabulary.Build(Titles);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-words-");

    [Fact]
    public void Open_File_KnowsItsWordsAndWhereTheyCameFrom()
    {
        var path = Write("red 3 0 4\nblue 6 8 0\nbroken 1 2\nelsewhere 1 1 1\n");

        var start = WordStart.Open(path, Words, Titles, 99, isFixed: false, 1);

        Assert.Equal(new WordOrigin("vectors.txt", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), 3, 2, 1), start.Origin);
    }

    [Fact]
    public void Open_FileOfOtherDimensions_SaysBothNumbers()
    {
        var path = Write("red 3 0 4\n");

        var error = Assert.Throws<BadDataException>(() => WordStart.Open(path, Words, Titles, 300, isFixed: true, 1));

        Assert.Contains("vectors of 3 dimensions; expected 300", error.Message);
    }

    [Fact]
    public void Open_FileOfAnotherLanguage_IsRefused()
    {
        var path = Write("rouge 3 0 4\nbleu 1 2 3\n");

        Assert.Contains("2 words, none of which", Assert.Throws<BadDataException>(() => WordStart.Open(path, Words, Titles, 3, isFixed: false, 1)).Message);
    }

    [Fact]
    public void Open_SkipGram_DependsOnTheSeedAlone()
    {
        var first = Learn(1);

        Assert.Equal(first.Vectors.Values.ToArray(), Learn(1).Vectors.Values.ToArray());
        Assert.Equal(first.Origin, Learn(1).Origin);
        Assert.NotEqual(first.Origin.Hash, Learn(2).Origin.Hash);
        Assert.Equal((WordStart.SkipGram, 5, 5), (first.Origin.Name, first.Origin.Dimensions, first.Origin.KnownTerms)); // red, blue, silk, cotton, dress: those that stand twice

        static WordStart Learn(ulong seed) => WordStart.Open(WordStart.SkipGram, Words, Titles, 5, isFixed: false, seed);
    }

    [Fact]
    public void StartFrom_KnownVectors_TakeTheirPlaceAtMeanLengthOne()
    {
        using var encoder = (WordEncoder)TextEncoder.Create(new TextEncoderSettings(TextEncoderKind.Gru, Words, 3, 2), new RandomSource(1));
        var before = encoder.Words.Weight.Data.ToArray();

        encoder.StartFrom(new WordVectors(["red", "blue"], [0, 0, 1, 0, 7, 0], 3));

        var after = encoder.Words.Weight.Data.ToArray();
        var scale = MathF.Sqrt(2f / (1 + 49)); // 0.2
        Assert.Equal([0, 0, scale], Row(after, "red"));
        Assert.Equal([0, 7 * scale, 0], Row(after, "blue"));
        Assert.Equal(Row(before, "silk"), Row(after, "silk"));
        Assert.Equal(before[..3], after[..3]);
        Assert.Throws<ArgumentException>(() => encoder.StartFrom(new WordVectors(["red"], [1, 2], 2)));

        static float[] Row(float[] table, string word) => table[(3 + 3 * Words.NumberOf(word))..][..3];
    }

    [Theory]
    [InlineData("hichnet")]
    [InlineData("cca")]
    public void Train_MethodWithoutWordVectors_RefusesThem(string method)
    {
        using var shop = new SmallShop(12);
        var request = new TrainingRequest("model") { WordVectors = WordStart.SkipGram };

        Assert.Contains($"The method {method} does not know --word-vectors", Assert.Throws<UsageException>(() => Methods.Find(method).Train(shop.Data, request)).Message);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "vectors.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
