using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// A way through the layers of a network. As long as nothing learns, what a layer makes in between is freed at its end, and its input then too; else all of a
/// batch's intermediates would wait for the end of the caller's scope: more than a gigabyte for 32 pictures of 224×224.
/// </summary>
internal ref struct ForwardPass
{
    private readonly Tensor input;
    private readonly Module network;

    public ForwardPass(Module network, Tensor input)
    {
        this.network = network;
        this.input = Current = input;
    }

    /// <summary>The result of the last layer; at first the input.</summary>
    public Tensor Current { get; private set; }

    /// <param name="layer">What it does.</param>
    /// <param name="part">The part of the network that it is; null: not told, so it learns if anything of the network does.</param>
    public void Through(Func<Tensor, Tensor> layer, Module? part = null)
    {
        if (Current.RequiresGradient || (part ?? network).Parameters().Any(p => p.Tensor.RequiresGradient))
        {
            Current = layer(Current);
            return;
        }

        var before = Current;
        using (var scope = Scope.Begin(recordGradients: false))
            Current = scope.Keep(layer(before));
        if (before != input)
            before.Dispose();
    }
}
