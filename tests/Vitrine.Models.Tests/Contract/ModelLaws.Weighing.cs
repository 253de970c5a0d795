using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

// How sure a query is of its bits: a matter of the query alone, which leaves its code as it is.
public abstract partial class ModelLaws
{
    [Fact]
    public void BitWeights_OfAnyQuery_AreSharesOfTheDeclaredForm()
    {
        foreach (var field in Enum.GetValues<ItemField>())
        {
            foreach (var query in Model.EncodeQueries(AllQueries, field))
            {
                Assert.Equal(Description.HasBitWeights ? Description.CodeBitsPerLayer.Sum() : null, query.BitWeights?.Length);
                Assert.All(query.BitWeights ?? [], weight => Assert.InRange(weight, 0, 1));
            }
        }

        Assert.False(Description.HasBitWeights && !Description.HasCodes);
    }

    [Fact]
    public void BitWeights_OfDifferentQueries_DifferAndAreNotAllOne()
    {
        if (!Description.HasBitWeights)
            return;
        var (one, other) = (Ask(Query.Like(Items, 0)).BitWeights!, Ask(Query.Like(Items, 1)).BitWeights!);
        Assert.NotEqual(one, other);
        Assert.Contains(one.Concat(other), weight => weight is > 0 and < 1);
    }

    [Fact]
    public void BitWeights_AllPartsDoubled_StayAsTheyAre()
    {
        if (!Description.HasBitWeights)
            return;
        foreach (var query in AllQueries)
        {
            var (once, twice) = (Ask(query), Ask(new Query([.. query.Parts.Select(part => part with { Weight = 2 * part.Weight })])));
            Assert.Equal(once.Code, twice.Code);
            for (var bit = 0; bit < once.BitWeights!.Length; bit++)
                Assert.Equal(once.BitWeights[bit], twice.BitWeights![bit], Tolerance);
        }
    }
}
