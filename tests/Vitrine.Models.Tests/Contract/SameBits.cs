using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

/// <summary>Compares encodings bit by bit, whatever of codes, vectors and parts there is.</summary>
internal static class SameBits
{
    public static void Of(ModelDescription description, ItemBlock expected, ItemBlock actual)
    {
        Assert.Equal(expected.Items.Count, actual.Items.Count);
        Assert.Equal((expected.Codes is null, expected.Vectors is null), (actual.Codes is null, actual.Vectors is null));
        Same<ulong>(expected.Codes, actual.Codes);
        Same<float>(expected.Vectors, actual.Vectors);
        Assert.Equal(expected.Parts is null, actual.Parts is null);
        foreach (var (number, form) in description.Parts.Index())
        {
            for (var item = 0; item < expected.Items.Count && expected.Parts is not null; item++)
                Same(expected.Parts.Of(number, item, form), actual.Parts!.Of(number, item, form));
        }
    }

    public static void Of(EncodedQuery expected, EncodedQuery actual)
    {
        Assert.Equal((expected.Code is null, expected.Vector is null, expected.Parts is null), (actual.Code is null, actual.Vector is null, actual.Parts is null));
        Same<ulong>(expected.Code, actual.Code);
        Same<float>(expected.Vector, actual.Vector);
        Same<float>(expected.Parts, actual.Parts);
        Assert.Equal(expected.BitWeights is null, actual.BitWeights is null);
        Same<float>(expected.BitWeights, actual.BitWeights);
        Assert.Equal(expected.UnknownWords, actual.UnknownWords);
        Assert.Equal(expected.KnowsNothing, actual.KnowsNothing);
    }

    /// <summary>Some of the items of a block, by their places in it.</summary>
    public static ItemBlock Pick(ModelDescription description, ItemBlock block, params int[] places) => new(
        [.. places.Select(place => block.Items[place])],
        block.Codes is null ? null : Rows(block.Codes, description.CodeWords, places),
        block.Vectors is null ? null : Rows(block.Vectors, description.VectorDimensions, places),
        block.Parts is null ? null : new ItemParts(places.Length,
            [.. description.Parts.Select((form, number) => Rows(block.Parts.Vectors[number], form.VectorsPerItem * form.Dimensions, places))],
            block.Parts.Counts is null ? null : Rows(block.Parts.Counts, 1, places)));

    // Assertions on lists look at every number through an interface: slow for a million of them, so only where they will fail.
    private static void Same<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
    {
        if (!expected.SequenceEqual(actual))
            Assert.Equal(expected.ToArray(), actual.ToArray());
    }

    private static T[] Rows<T>(T[] rows, int width, int[] places) => [.. places.SelectMany(place => rows[(place * width)..((place + 1) * width)])];
}
