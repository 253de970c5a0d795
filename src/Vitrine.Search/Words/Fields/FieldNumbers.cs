using System.Numerics;

namespace Vitrine.Search.Words;

/// <summary>
/// The fields as numbers, and what each counts in BM25F (Robertson and Zaragoza 2009, section 3.6). Chosen by what the fields are, not by measuring one shop: a title names the product;
/// categories, brand and attributes say what it is, in one word each; a description also says what else is worn with it; an id that is typed is meant. A long title or description
/// dilutes its words, a long list of values does so less, a deep category not at all.
/// </summary>
internal static class FieldNumbers
{
    public const int Count = 7;

    /// <summary>The weight of each field, by its number.</summary>
    public static readonly float[] Weights = [3, 2, 2, 2, 1, 0.5f, 3];

    /// <summary>How much the length of each field counts, 0 to 1: b of BM25.</summary>
    public static readonly float[] LengthShares = [0.3f, 0, 0, 0.2f, 0.2f, 0.75f, 0];

    /// <summary>The number of one field, the position of its bit.</summary>
    public static int Of(WordFields field) => BitOperations.TrailingZeroCount((int)field);

    public static bool Has(WordFields fields, int number) => ((int)fields >> number & 1) != 0;
}
