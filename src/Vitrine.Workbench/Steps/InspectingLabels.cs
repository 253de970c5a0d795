using Vitrine.Models.Files;
using Vitrine.Models.FineGrained;

namespace Vitrine.Workbench;

/// <summary>The step that looks at what fine-grained labels say of the training pairs.</summary>
public static class InspectingLabels
{
    /// <summary>Finds how the labels spread, and the hardest pairs.</summary>
    /// <param name="path">What the model was trained on.</param>
    /// <param name="model">A model that learned labels.</param>
    /// <param name="most">Hard pairs of each kind.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The labels, and titles and classes of the products in them by number.</returns>
    /// <exception cref="Catalogue.UsageException">The model was trained without labels.</exception>
    public static InspectedLabels Run(string path, string model, int most, CancellationToken cancellation = default)
    {
        using var source = LearningSource.Open(path, cancellation);
        var data = source.Data;
        var pairs = HardPairs.Find(data, ModelDirectory.In(path, model), most, cancellation);
        int[] items = [.. pairs.Positives.Concat(pairs.Negatives).SelectMany(pair => (int[])[pair.One, pair.Other]).Distinct()];
        return new InspectedLabels(pairs, items.Zip(data.Items.Titles(items)).ToDictionary(item => item.First, item =>
            new LabelledProduct(item.Second, string.Join(InspectedLabels.Separator, data.Tree.Path(data.CategoryOf(item.First))), data.Items.HasPhotos && data.Items.PhotoOf(item.First) >= 0 ? data.Items.ReadPhoto(item.First) : null)));
    }
}
