using Vitrine.Catalogue;

namespace Vitrine.Datasets.LabelledPairs;

/// <summary>A text with its picture, of which only features are given.</summary>
/// <param name="TextId">Identifier of the text, unique in its folder.</param>
/// <param name="Part">The part of the split that the folder brings.</param>
/// <param name="Category">The class.</param>
/// <param name="Topics">Numbers that the folder gives for the text; empty: none.</param>
/// <param name="Picture">Features of the picture.</param>
/// <param name="Text">The sentences, one after the other.</param>
public sealed record LabelledPair(string TextId, Part Part, string Category, float[] Topics, float[] Picture, string Text);
