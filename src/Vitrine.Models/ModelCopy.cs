using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Platform;

namespace Vitrine.Models;

/// <summary>Takes a model from one store to another: card, weights, the products it knows, and the network that it looks through.</summary>
public static class ModelCopy
{
    /// <summary>Copies a model. It appears whole or not at all.</summary>
    /// <param name="from">The model.</param>
    /// <param name="target">The data that it is to be used on; their folder gets it.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="cancellation">Stops between files; nothing is left behind but a network.</param>
    /// <exception cref="UsageException">There is no such model, the data do not fit it (<see cref="ModelFit"/>), or the name is taken.</exception>
    /// <exception cref="CatalogueException">Its store has lost a part of it.</exception>
    public static ModelCard Copy(ModelDirectory from, ITrainingData target, string name, CancellationToken cancellation = default)
    {
        var card = from.ReadCard();
        ModelFit.Require(from.Name, card, target.Tree, target.Items);
        var place = ModelDirectory.In(target.Path, name);
        if (Directory.Exists(place.Path))
            throw new UsageException($"'{target.Path}' has a model '{name}' already.", "Give the copy another name: --name NAME");
        foreach (var encoder in card.Encoders)
        {
            StoreEncoders.Adopt(target, StoreEncoders.FilesOf(from.StorePath, encoder)
                ?? throw new CatalogueException($"'{from.StorePath}' has lost encoders/{encoder}, the network of '{from.Name}'.", "Copy the whole folder of a store, or train again."), encoder);
        }

        DurableFolder.Copy(place.Path, from.Path, from.FilesToCopy(), cancellation);
        return card;
    }
}
