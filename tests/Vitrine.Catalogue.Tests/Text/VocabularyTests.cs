using System.Text.Json;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Text;

public class VocabularyTests
{
    private static readonly string[] Titles = ["red shoe", "blue shoe shoe", "red dress"];

    [Fact]
    public void Build_WithMinimumCount_KeepsTermsOfThatManyTexts()
    {
        var vocabulary = Vocabulary.Build(Titles, 2);
        Assert.Equal(["red", "shoe"], vocabulary.Terms);
        Assert.Equal([2, 2], vocabulary.TextCounts);
        Assert.Equal(-1, vocabulary.NumberOf("dress"));
    }

    [Fact]
    public void Json_WrittenAndRead_IsEqual()
    {
        var vocabulary = Vocabulary.Build(Titles);
        var back = JsonSerializer.Deserialize<Vocabulary>(JsonSerializer.Serialize(vocabulary))!;
        Assert.Equal(vocabulary.Terms, back.Terms);
        Assert.Equal(vocabulary.TextCounts, back.TextCounts);
        Assert.Equal(3, back.Texts);
        Assert.Equal(vocabulary.NumberOf("dress"), back.NumberOf("dress"));
    }

    [Fact]
    public void Sparse_OfEachWeighting_FollowsItsDefinition()
    {
        var vocabulary = Vocabulary.Build(Titles);
        Assert.Equal(["red", "shoe", "blue", "dress"], vocabulary.Terms);
        Assert.Equal([0, 1, 1, 0], Vector(TermWeighting.Binary));
        Assert.Equal([0, 2, 1, 0], Vector(TermWeighting.Count));
        // ln(4/3) + 1 for a term of two of three texts, ln(4/2) + 1 for a term of one.
        var (shoe, blue) = (2 * (Math.Log(4.0 / 3) + 1), Math.Log(2) + 1);
        var length = Math.Sqrt(shoe * shoe + blue * blue);
        var tfIdf = Vector(TermWeighting.TfIdf);
        Assert.Equal(shoe / length, tfIdf[1], 1e-6);
        Assert.Equal(blue / length, tfIdf[2], 1e-6);

        float[] Vector(TermWeighting weighting)
        {
            var vector = new float[4];
            foreach (var (term, weight) in new BagOfWords(vocabulary, weighting).Sparse("Blue shoe SHOE unknown"))
                vector[term] = weight;
            return vector;
        }
    }

    [Fact]
    public void Sparse_OfUnknownTerms_IsEmpty() =>
        Assert.Empty(new BagOfWords(Vocabulary.Build(Titles), TermWeighting.TfIdf).Sparse("nothing known"));
}
