using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

// Near means relevant: a thing is nearest to itself, and weights do what their sign and size say.
public abstract partial class ModelLaws
{
    private static readonly int[] Tried = [0, 1, 2, 3, 4, 5, 17, 40, 64, 65];

    [Fact]
    public void Vectors_OfAnything_HaveUnitLengthWhereTheModelSaysSo()
    {
        if (!Description.HasVectors)
            return;
        float[] lengths = [.. ((ItemBlock[])[Model.Photos(Items, Rows), Model.Titles(Items, Rows)]).SelectMany(block => block.Vectors!.Chunk(Description.VectorDimensions))
            .Concat(Enum.GetValues<ItemField>().SelectMany(field => Model.EncodeQueries(AllQueries, field)).Select(query => query.Vector!))
            .Select(vector => TensorPrimitives.Norm<float>(vector))];
        if (Description.HasUnitVectors)
            Assert.All(lengths, length => Assert.Equal(1, length, 1e-5f));
        else
            Assert.Contains(lengths, length => Math.Abs(length - 1) > 1e-2f);
    }

    [Fact]
    public void Search_ByAnItemsOwnPhoto_FindsItFirst()
    {
        var photos = Model.Photos(Items, Rows);
        foreach (var row in Tried)
        {
            IsFirst(row, Ask(Query.Like(Items, row)), photos);
            IsFirst(row, Ask(Query.Picture(trained.Shop.Store.ReadImage(row))), photos);
        }
    }

    [Fact]
    public void Search_ByAnItemsOwnTitleAmongTitles_FindsItFirst()
    {
        var titles = Model.Titles(Items, Rows);
        foreach (var row in Tried)
            IsFirst(row, Ask(Query.Words(Title(row)), ItemField.Title), titles);
    }

    [Fact]
    public void EncodeQueries_AnItemsPhotoFromItsFile_IsTheItem()
    {
        foreach (var row in Tried)
        {
            foreach (var field in Enum.GetValues<ItemField>())
                SameBits.Of(Ask(Query.Like(Items, row), field), Ask(Query.Picture(trained.Shop.Store.ReadImage(row)), field));
        }
    }

    [Fact]
    public void EncodeQueries_WordsThatAreNotKnown_AreNamed()
    {
        var (empty, unknown, mixed) = (Ask(Query.Words("")), Ask(Query.Words(Unknown)), Ask(Query.Words($"Shirt {Unknown}")));
        Assert.Empty(empty.UnknownWords);
        Assert.False(empty.KnowsNothing);
        Assert.Equal(KnowsAllWords ? [] : Unknown.Split(' '), unknown.UnknownWords);
        Assert.Equal(!KnowsAllWords, unknown.KnowsNothing);
        Assert.Equal(unknown.UnknownWords, mixed.UnknownWords);
        Assert.False(mixed.KnowsNothing);
        Assert.False(Ask(Query.Changed(new ItemPart(Items, 0), Unknown)).KnowsNothing);
    }

    [Fact]
    public void EncodeQueries_WordsInOtherLettersOrDecomposed_AreTheSame()
    {
        SameBits.Of(Ask(Query.Words("modern shirt caf\u00e9")), Ask(Query.Words("MODERN Shirt CAFE\u0301")));
        SameBits.Of(Ask(Query.Words("gr\u00f6\u00dfe")), Ask(Query.Words("Gro\u0308\u00dfe")));
    }

    [Fact]
    public void Weights_AllDoubled_ChangeNoRanking()
    {
        var photos = Model.Photos(Items, Rows);
        foreach (var query in AllQueries)
        {
            var (once, twice) = (Ask(query), Ask(new Query([.. query.Parts.Select(part => part with { Weight = 2 * part.Weight })])));
            foreach (var (expected, actual) in Scores.Each(once, photos).Append(Scores.Final(Model, once, photos))
                .Zip(Scores.Each(twice, photos).Append(Scores.Final(Model, twice, photos))))
            {
                Assert.Equal(Rows.OrderByDescending(row => expected[row]), Rows.OrderByDescending(row => actual[row]));
            }
        }
    }

    [Fact]
    public void Weights_ANegativePhoto_LowersTheScoreOfItsItem()
    {
        var photos = Model.Photos(Items, Rows);
        var lowered = 0;
        foreach (var row in Tried)
        {
            var without = Scores.Each(Ask(Query.Words("classic shirt")), photos);
            var with = Scores.Each(Ask(new Query(new TextPart("classic shirt"), new ItemPart(Items, row) { Weight = -0.5f })), photos);
            foreach (var (before, after) in without.Zip(with))
            {
                Assert.True(after[row] <= before[row] + Slack(before[row]), $"item {row}: {before[row]} without, {after[row]} with");
                lowered += after[row] < before[row] ? 1 : 0;
            }
        }

        Assert.True(lowered > 0);
    }

    [Fact]
    public void Change_OfAReference_LiesBetweenTheReferenceAndTheWords()
    {
        var photos = Model.Photos(Items, Rows);
        foreach (var row in Tried)
        {
            var changed = Scores.Each(Ask(Query.Changed(new ItemPart(Items, row), "modern sandal")), photos);
            var (like, words) = (Scores.Each(Ask(Query.Like(Items, row)), photos), Scores.Each(Ask(Query.Words("modern sandal")), photos));
            foreach (var ((one, other), between) in like.Zip(words).Zip(changed))
            {
                var (least, most) = (Math.Min(one[row], other[row]), Math.Max(one[row], other[row]));
                Assert.InRange(between[row], least - Slack(least), most + Slack(most));
            }
        }
    }

    private static void IsFirst(int row, EncodedQuery query, ItemBlock items)
    {
        foreach (var scores in Scores.Each(query, items))
            Assert.True(scores[row] + Slack(scores[row]) >= scores.Max(), $"Item {row} has {scores[row]}, item {Array.IndexOf(scores, scores.Max())} {scores.Max()}.");
        if (query.Code is not null)
            Assert.Equal(0, Scores.Each(query, items).First()[row]);
    }

    private static float Slack(float score) => Tolerance * (1 + Math.Abs(score));
}
