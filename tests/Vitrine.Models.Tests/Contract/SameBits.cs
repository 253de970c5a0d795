using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

/// <summary>Compares encodings bit by bit, whatever of codes, vectors and parts there is.</summary>
internal static class SameBits
{
    public static void Of(ModelDescription description, ItemBlock expected, ItemBlock actual)
    {
        Assert.Equal(expected.Items.Count, actual.Items.Count);
        Assert.Equal(expected.Codes, actual.Codes);
        Assert.Equal(expected.Vectors, actual.Vectors);
        Assert.Equal(expected.Parts is null, actual.Parts is null);
        foreach (var (number, form) in description.Parts.Index())
        {
            for (var item = 0; item < expected.Items.Count && expected.Parts is not null; item++)
                Assert.Equal(expected.Parts.Of(number, item, form).ToArray(), actual.Parts!.Of(number, item, form).ToArray());
        }
    }

    public static void Of(EncodedQuery expected, EncodedQuery actual)
    {
        Assert.Equal(expected.Code, actual.Code);
        Assert.Equal(expected.Vector, actual.Vector);
        Assert.Equal(expected.Parts, actual.Parts);
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

    private static T[] Rows<T>(T[] rows, int width, int[] places) => [.. places.SelectMany(place => rows[(place * width)..((place + 1) * width)])];
}
