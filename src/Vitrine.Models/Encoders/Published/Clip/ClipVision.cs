using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>CLIP's image tower: a vision transformer (Dosovitskiy et al., ICLR 2021) with a norm before its first layer.</summary>
public sealed class ClipVision : Module
{
    private readonly Embeddings embeddings;
    private readonly LayerNorm normBefore;
    private readonly ClipLayer[] layers;
    private readonly LayerNorm normAfter;

    internal ClipVision(Weights weights, ClipConfig config)
    {
        var tower = config.Vision;
        embeddings = AddChild("embeddings", new Embeddings(weights.At("embeddings"), config));
        // The misspelt name is the published one.
        normBefore = AddChild("pre_layrnorm", weights.LayerNorm("pre_layrnorm", tower.Width, tower.Epsilon));
        layers = [.. Enumerable.Range(0, tower.Layers).Select(i => $"encoder.layers.{i}")
            .Select(name => AddChild(name, new ClipLayer(weights.At(name), tower)))];
        normAfter = AddChild("post_layernorm", weights.LayerNorm("post_layernorm", tower.Width, tower.Epsilon));
    }

    /// <param name="pixels">[batch, 3, size, size].</param>
    /// <returns>[batch, 1 + patches, width]: the class token, then the patches row by row, before the last norm.</returns>
    public Tensor Steps(Tensor pixels)
    {
        var pass = new ForwardPass(this, pixels);
        pass.Through(embeddings.Forward, embeddings);
        pass.Through(normBefore.Forward, normBefore);
        foreach (var layer in layers)
            pass.Through(x => layer.Forward(x, causal: false), layer);
        return pass.Current;
    }

    /// <inheritdoc cref="ClipText.LearnLast"/>
    internal void LearnLast(int count)
    {
        foreach (var layer in layers.TakeLast(count))
            layer.Freeze(false);
        normAfter.Freeze(false);
    }

    /// <summary>The class token after the last norm: what the projection takes.</summary>
    /// <param name="steps">What <see cref="Steps"/> gave.</param>
    /// <returns>[batch, width].</returns>
    public Tensor Pool(Tensor steps) => normAfter.Forward(steps.Slice(1, 0, 1).Reshape([steps.Shape[0], steps.Shape[2]]));

    /// <summary>Pictures to steps: each patch by one linear map, a class token in front, a learned vector for each place.</summary>
    private sealed class Embeddings : Module
    {
        private readonly Tensor classToken;
        private readonly Tensor patches;
        private readonly Tensor positions;
        private readonly int patchSize;
        private readonly int imageSize;

        public Embeddings(Weights weights, ClipConfig config)
        {
            var (width, places) = (config.Vision.Width, config.Grid * config.Grid);
            (patchSize, imageSize) = (config.PatchSize, config.ImageSize);
            classToken = AddParameter("class_embedding", weights.Take("class_embedding", [width]));
            patches = AddParameter("patch_embedding.weight", weights.Take("patch_embedding.weight", [width, 3, patchSize, patchSize]));
            positions = AddParameter("position_embedding.weight", weights.Take("position_embedding.weight", [places + 1, width]));
        }

        public Tensor Forward(Tensor pixels)
        {
            if (pixels.Rank != 4 || pixels.Shape != new Shape(pixels.Shape[0], 3, imageSize, imageSize))
                throw new ArgumentException($"Pictures of this model are [batch, 3, {imageSize}, {imageSize}], not {pixels.Shape}.", nameof(pixels));
            var (batch, width) = (pixels.Shape[0], classToken.Length);
            var x = pixels.Conv2d(patches, stride: patchSize); // [batch, width, grid, grid]
            x = x.Reshape([batch, width, x.Shape[2] * x.Shape[3]]).Permute(0, 2, 1); // [batch, patches, width]
            var tokens = classToken.Reshape([1, width]).Gather(new int[batch]).Reshape([batch, 1, width]);
            return Operations.Concat([tokens, x], axis: 1) + positions;
        }
    }
}
