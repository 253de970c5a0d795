using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Tensors;
using Vitrine.Tensors.Tests;

namespace Vitrine.Models.Tests.Encoders.Texts;

public class TextEncoderTests
{
    private static readonly string[] Titles =
    [
        "navy blue v-neck shirt", "navy blue shirt for men", "red silk dress", "women red dress with belt", "blue jeans", "navy blue jeans for women",
    ];

    public static TheoryData<TextEncoderKind> Kinds { get; } = [.. Enum.GetValues<TextEncoderKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_Gradient_MatchesDifferences(TextEncoderKind kind)
    {
        using var encoder = Create(kind);
        int[][] texts = [encoder.Tokens(Titles[0]), encoder.Tokens(Titles[4]), encoder.Tokens(Titles[3])];
        Tensor[] parameters = [.. encoder.Parameters().Select(parameter => parameter.Tensor)];

        GradientCheck.Run(_ => encoder.Forward(texts), parameters);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_ShortTextBesideLongOnes_IsTheSameAsAlone(TextEncoderKind kind)
    {
        using var encoder = Create(kind);
        var tokens = Titles.Append("").Select(encoder.Tokens).ToArray();
        using var scope = Scope.Begin(recordGradients: false);
        var together = encoder.Forward(tokens).Data;

        for (var i = 0; i < tokens.Length; i++)
        {
            var alone = encoder.Forward([tokens[i]]).Data;
            for (var d = 0; d < encoder.Dimensions; d++)
                Assert.Equal(alone[d], together[i * encoder.Dimensions + d], 1e-5f); // sums of another length may be rounded differently
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_WordsThatNobodyKnows_GivesTheFiniteVectorOfNoText(TextEncoderKind kind)
    {
        using var encoder = Create(kind);
        using var scope = Scope.Begin(recordGradients: false);

        Assert.Equal(encoder.Tokens(""), encoder.Tokens("zorblax qux!"));
        Assert.Equal(encoder.Tokens("red dress"), encoder.Tokens("red zorblax, dress"));
        Assert.All(encoder.Forward([encoder.Tokens("")]).Data.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Create_SettingsThroughJson_GiveTheSameBits(TextEncoderKind kind)
    {
        var settings = Settings(kind);
        var read = JsonSerializer.Deserialize<TextEncoderSettings>(JsonSerializer.Serialize(settings, ModelCard.Json), ModelCard.Json)!;
        using var encoder = TextEncoder.Create(settings, new RandomSource(3));
        using var again = TextEncoder.Create(read, new RandomSource(3));
        using var other = TextEncoder.Create(read, new RandomSource(4));
        using var scope = Scope.Begin(recordGradients: false);

        Assert.Equal(Vectors(encoder), Vectors(again));
        Assert.NotEqual(Vectors(encoder), Vectors(other));

        static float[] Vectors(TextEncoder encoder) => encoder.Forward([.. Titles.Select(encoder.Tokens)]).Data.ToArray();
    }

    [Theory]
    [InlineData(TextEncoderKind.Gru)]
    [InlineData(TextEncoderKind.Transformer)]
    public void Tokens_LongText_IsCut(TextEncoderKind kind)
    {
        using var encoder = Create(kind);

        Assert.Equal(8, encoder.Tokens(string.Join(' ', Enumerable.Repeat("red dress", 20))).Length);
    }

    [Theory]
    [InlineData(TextEncoderKind.Gru)]
    [InlineData(TextEncoderKind.Transformer)]
    public void Forward_OtherOrderOfWords_GivesAnotherVector(TextEncoderKind kind)
    {
        using var encoder = Create(kind);
        using var scope = Scope.Begin(recordGradients: false);
        var vectors = encoder.Forward([encoder.Tokens("red dress"), encoder.Tokens("dress red")]).Data;

        Assert.NotEqual(vectors[..encoder.Dimensions].ToArray(), vectors[encoder.Dimensions..].ToArray());
    }

    [Fact]
    public void Tokens_MeanWithPairs_KnowsNeighboursThatAreFrequent()
    {
        var vocabulary = Vocabulary.BuildWithPairs(Titles, 1, 3);
        using var encoder = TextEncoder.Create(new TextEncoderSettings(TextEncoderKind.Mean, vocabulary, 4, 3), new RandomSource(1));

        Assert.Equal(["navy blue"], vocabulary.Terms.Where(Vocabulary.IsPair));
        Assert.Equal([.. Numbers("navy", "blue", "jeans"), .. Numbers("navy blue")], encoder.Tokens("Navy BLUE jeans"));
        Assert.Equal(Numbers("blue", "jeans"), encoder.Tokens("blue jeans"));

        int[] Numbers(params string[] terms) => [.. terms.Select(term => 1 + vocabulary.NumberOf(term))];
    }

    [Theory]
    [InlineData(TextEncoderKind.Transformer, 6, "6 word dimensions cannot be shared among 4 heads")]
    [InlineData(TextEncoderKind.Mean, 0, "with 0 dimensions of a word")]
    public void Create_SizesThatMakeNoNetwork_SaysWhich(TextEncoderKind kind, int wordDimensions, string message)
    {
        var settings = new TextEncoderSettings(kind, Vocabulary.Build(Titles), wordDimensions, 3);

        Assert.Contains(message, Assert.Throws<UsageException>(() => TextEncoder.Create(settings, new RandomSource(1))).Message);
    }

    private static TextEncoderSettings Settings(TextEncoderKind kind) =>
        new(kind, Vocabulary.Build(Titles), 8, 5) { Hidden = 6, Layers = 2, Heads = 2, MostWords = 8 };

    private static TextEncoder Create(TextEncoderKind kind) => TextEncoder.Create(Settings(kind), new RandomSource(3));
}
