using Vitrine.Workbench.Encoders.Parity;

namespace Vitrine.Workbench.Tests.Encoders.Parity;

public class UnitVectorsTests
{
    [Fact]
    public void Cosines_OfVectorsOfOtherLengths_AreOfTheirDirections()
    {
        var cosines = new UnitVectors([1, 0, 0, 2], 2).CosinesWith(new UnitVectors([5, 0, 3, 3], 2));
        Assert.Equal(1, cosines[0], 1e-6);
        Assert.Equal(Math.Sqrt(0.5), cosines[1], 1e-6);
    }

    [Fact]
    public void Recall_OfVectorsThatAreTheSame_IsWhole() =>
        Assert.Equal((1.0, 0.25), Circle.Vectors(step: 1).RecallAmong(Circle.Vectors(step: 1), default));

    [Fact]
    public void Recall_OfVectorsTurnedByHalf_IsNothing() =>
        Assert.Equal(0, Circle.Vectors(step: 1).RecallAmong(Circle.Vectors(step: 1, turn: Circle.Count / 2), default).Recall);

    [Fact]
    public void Recall_AmongVectorsThatAreAllTheSame_IsThatOfChance() =>
        Assert.Equal(0.25, Circle.Vectors(step: 1).RecallAmong(Circle.Vectors(step: 0), default).Recall, 1e-9);

    [Fact]
    public void Neighbours_OfTurnedVectors_AreAllKept() => Assert.Equal(1, Circle.Vectors(step: 1).NeighboursKeptBy(Circle.Vectors(step: 1, turn: 7), default));

    // Of 40 on a circle the next ten are five to each side. Walked in steps of three, places ±1, ±2, … ±5 are those of ±13, ±14, ±1, ±12 and ±15.
    [Fact]
    public void Neighbours_OfVectorsThatWerePutElsewhere_AreCounted() => Assert.Equal(0.2, Circle.Vectors(step: 1).NeighboursKeptBy(Circle.Vectors(step: 3), default), 1e-9);

    [Fact]
    public void Damage_ThatGivesNoNumbers_CountsAsLikenessToNone()
    {
        var whole = Circle.Vectors(step: 1);
        var damaged = new UnitVectors([.. Enumerable.Repeat(float.NaN, Circle.Count), .. Enumerable.Repeat(float.PositiveInfinity, Circle.Count)], 2);
        Assert.All(whole.CosinesWith(damaged), cosine => Assert.Equal(0, cosine));
        Assert.Equal(0.25, whole.RecallAmong(damaged, default).Recall, 1e-9);
        Assert.InRange(whole.NeighboursKeptBy(damaged, default), 0, 0.5);
    }
}
