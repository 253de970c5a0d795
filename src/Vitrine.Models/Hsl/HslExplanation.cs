using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Hsl;

/// <summary>One level of a score: its parts as they are added up, the level's weight included.</summary>
/// <param name="Level">1 for the shallowest.</param>
/// <param name="Object">Of the text with the regions.</param>
/// <param name="Image">Of the text with the whole image.</param>
public sealed record ExplainedLevel(int Level, float Object, float Image);

/// <summary>A region and how the text agrees with it.</summary>
/// <param name="Left">Left edge, as a share of the photo's width; the other edges likewise. Where the photo was padded, edges lie beyond 0 and 1.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Bottom edge.</param>
/// <param name="Similarity">Σ over the levels of weight × ⟨q̄₁, o⟩.</param>
public sealed record ExplainedRegion(float Left, float Top, float Right, float Bottom, float Similarity);

/// <summary>Why a product was found for a text.</summary>
/// <param name="Score">S, the sum of all levels' parts.</param>
/// <param name="Levels">The shallowest first.</param>
/// <param name="Regions">The most similar first; empty where the model compares whole images only.</param>
public sealed record HslExplanation(float Score, IReadOnlyList<ExplainedLevel> Levels, IReadOnlyList<ExplainedRegion> Regions)
{
    /// <summary>Takes the score of a product apart.</summary>
    /// <param name="model">A model of photos.</param>
    /// <param name="store">Where the product is.</param>
    /// <param name="row">The product.</param>
    /// <param name="text">The query.</param>
    public static HslExplanation Of(HslModel model, CatalogueStore store, int row, string text)
    {
        var (network, encoder, scorer) = (model.Settings.Network, model.Regions, model.Scorer);
        var photo = ImageDecoder.Decode(store.ReadImage(row));
        using var features = FeatureTable.Open(store, encoder.Extractor);
        var images = model.EncodeRegions(new StoreRegions(features, encoder.Regions), [row], withObjects: true);
        var query = model.EncodeTexts([text]).Vectors!;
        var levels = new ExplainedLevel[network.Levels];
        var similarities = new float[images.Objects is null ? 0 : encoder.Regions];
        var ofLevel = new float[similarities.Length];
        for (var level = 0; level < levels.Length; level++)
        {
            levels[level] = new ExplainedLevel(level + 1, scorer.ObjectScore(query, images, 0, level), scorer.ImageScore(query, images.Folded, level));
            if (ofLevel.Length == 0)
                continue;
            scorer.RegionScores(query, images, 0, level, ofLevel);
            for (var region = 0; region < ofLevel.Length; region++)
                similarities[region] += ofLevel[region];
        }

        return new HslExplanation(scorer.Score(query, images, 0), levels,
        [
            .. similarities.Select((similarity, region) => (Similarity: similarity, Box: encoder.BoxOf(region, photo.Width, photo.Height))).OrderByDescending(region => region.Similarity)
                .Select(region => new ExplainedRegion(region.Box.Left, region.Box.Top, region.Box.Right, region.Box.Bottom, region.Similarity)),
        ]);
    }
}
