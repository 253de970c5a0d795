using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Models;

/// <summary>Whether a model can be used on some data: the layers that it learned to tell apart, and what it looks at.</summary>
public static class ModelFit
{
    /// <summary>Refuses data that a model has nothing to say of.</summary>
    /// <param name="name">What the message calls the model.</param>
    /// <param name="card">The model.</param>
    /// <param name="tree">Of the data.</param>
    /// <param name="items">The data.</param>
    /// <exception cref="UsageException">The tree has another depth, or pictures are missing or too many.</exception>
    public static void Require(string name, ModelCard card, CategoryTree tree, IItemSource items)
    {
        if (card.Layers is { } layers && layers != tree.Depth)
        {
            throw new UsageException($"The model '{name}' learned a category tree of {layers} layers; that of {items.Name} has {tree.Depth}.",
                "Train a model there, or one that looks at no layers (hichnet --flat, contrastive, cca).");
        }

        if (card.SeesPhotos && !items.HasPhotos)
            throw new UsageException($"The model '{name}' looks at pictures; {items.Name} has none.", "Train a model on its features.");
        if (!card.SeesPhotos && items.HasPhotos)
        {
            throw new UsageException($"The model '{name}' was trained on features that came with a benchmark's items; {items.Name} has pictures instead.",
                "Train a model there.");
        }
    }
}
