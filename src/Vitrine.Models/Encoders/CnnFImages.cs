using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders;

/// <summary>A CNN-F up to fc7 that learns together with the layers above it, from published weights or from nothing.</summary>
public sealed class CnnFImages : ImageInput
{
    /// <summary>The name of a network that begins with random weights.</summary>
    public const string FromNothing = "cnn-f";

    private readonly CnnF network;

    private CnnFImages(CnnF network, string source)
    {
        (this.network, Source) = (AddChild("network", network), source);
        network.Freeze(false);
    }

    public override ImageInputKind Kind => ImageInputKind.Learned;

    /// <summary><see cref="FromNothing"/>, or the name of the store's copy of the network that the training began with.</summary>
    public override string Source { get; }

    public override int Dimensions => network.Dimensions;

    /// <summary>Whether an image encoder is one of these: <see cref="FromNothing"/>, or a folder with a CNN-F.</summary>
    public static bool IsOne(string? imageEncoder) => imageEncoder == FromNothing
        || (imageEncoder is not null && ImageNetworks.TypeOf(imageEncoder) == CnnF.ModelType);

    /// <summary>The network to train.</summary>
    /// <param name="data">Gets a copy of a published one.</param>
    /// <param name="imageEncoder">What <see cref="IsOne"/> says yes to.</param>
    /// <param name="random">Draws the first weights of one that has none.</param>
    /// <exception cref="UsageException">A file is missing.</exception>
    /// <exception cref="BadDataException">The network cannot be understood.</exception>
    public static CnnFImages Adopt(ITrainingData data, string imageEncoder, RandomSource random)
    {
        if (imageEncoder == FromNothing)
            return new CnnFImages(New(random), FromNothing);
        var network = (CnnF)ImageNetworks.Load(imageEncoder); // complains before anything is copied
        var files = NetworkFiles.OfImages(imageEncoder);
        var name = files.Name;
        StoreEncoders.Adopt(data, files, name);
        return new CnnFImages(network, name);
    }

    /// <summary>The network of a stored model, whose weights are still to be loaded.</summary>
    /// <exception cref="CatalogueException">The store has lost the network that the training began with, which knows how photos are prepared.</exception>
    internal static CnnFImages Open(string storePath, string source) => source == FromNothing
        ? new CnnFImages(New(new RandomSource(0)), source)
        : new CnnFImages((CnnF)ImageNetworks.Load(StoreEncoders.FindNetwork(storePath, source)
            ?? throw new CatalogueException($"The store has lost encoders/{source}, the network of this model.", "Copy the whole folder of a store, or train again.")), source);

    public override IPhotoSource Open(IItemSource source, CancellationToken cancellation = default) => source.HasPhotos
        ? new PreparedPhotos(network.Preprocessing, source, cancellation)
        : throw new UsageException($"This model looks at pictures; {source.Name} has none.", "Use a model that was trained on its features.");

    public override Tensor Forward(Tensor photos) => network.Forward(photos).Vectors;

    private static CnnF New(RandomSource random) => CnnF.New(new RandomWeights(random), PixelScale.ImageNet);
}
