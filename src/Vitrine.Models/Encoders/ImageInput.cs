using Vitrine.Models.Contract;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders;

/// <summary>What of photos a model's own layers begin with.</summary>
public enum ImageInputKind
{
    /// <summary>The principal components of fixed features, each brought towards unit variance.</summary>
    Whitened,

    /// <summary>Fixed features as they are.</summary>
    Raw,

    /// <summary>The vectors of a network that learns from pixels together with the layers above it.</summary>
    Learned,
}

/// <summary>From photos to the numbers that a model's own layers begin with.</summary>
public abstract class ImageInput : Module
{
    public abstract ImageInputKind Kind { get; }

    /// <summary>Which features or which network, as a model card remembers it.</summary>
    public abstract string Source { get; }

    /// <summary>Numbers per photo.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Whether a photo's numbers stay what they are through a training, so that they are computed once.</summary>
    public bool IsFixed => Kind != ImageInputKind.Learned;

    /// <summary>Opens the photos of a source.</summary>
    /// <exception cref="Catalogue.UsageException">The source lacks what is looked at.</exception>
    public abstract IPhotoSource Open(IItemSource source, CancellationToken cancellation = default);

    /// <summary>Turns photos into numbers. Those of fixed features are the same bits in any company.</summary>
    /// <param name="photos">As <see cref="Open"/> gives them.</param>
    /// <returns>[photos, <see cref="Dimensions"/>]</returns>
    public abstract Tensor Forward(Tensor photos);
}
