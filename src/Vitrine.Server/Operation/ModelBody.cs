using Vitrine.Models.Files;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Operation;

/// <summary>The models of a store.</summary>
/// <param name="Models">In the order of their names.</param>
internal sealed record ModelsBody(IReadOnlyList<ModelBody> Models);

/// <summary>A model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The method that it learned by.</param>
/// <param name="Preset">The size of it.</param>
/// <param name="Epochs">How often it saw the training part.</param>
/// <param name="IsForWords">Whether searches by words use it.</param>
/// <param name="IsForPictures">Whether searches by pictures use it.</param>
internal sealed record ModelBody(string Name, string Method, string Preset, int Epochs, bool IsForWords, bool IsForPictures)
{
    /// <summary>Those of a shop.</summary>
    public static IReadOnlyList<ModelBody> AllOf(OpenShop shop) =>
    [
        .. ModelDirectory.Names(shop.Store).Select(name =>
        {
            var card = ModelDirectory.Of(shop.Store, name).ReadCard();
            return new ModelBody(name, card.Method, card.Preset, card.EpochsDone, name == shop.Search.ModelName, name == shop.Search.PictureModelName);
        }),
    ];
}
