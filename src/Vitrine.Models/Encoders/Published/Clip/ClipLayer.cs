using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A layer of CLIP's transformers: x + attention(norm(x)), then x + network(norm(x)). Parameters as Hugging Face names them.</summary>
internal sealed class ClipLayer : Module
{
    private readonly LayerNorm norm1;
    private readonly ClipAttention attention;
    private readonly LayerNorm norm2;
    private readonly ClipFeedForward network;

    public ClipLayer(Weights weights, ClipTowerConfig config)
    {
        norm1 = AddChild("layer_norm1", weights.LayerNorm("layer_norm1", config.Width, config.Epsilon));
        attention = AddChild("self_attn", new ClipAttention(weights.At("self_attn"), config));
        norm2 = AddChild("layer_norm2", weights.LayerNorm("layer_norm2", config.Width, config.Epsilon));
        network = AddChild("mlp", new ClipFeedForward(weights.At("mlp"), config));
    }

    /// <param name="x">[batch, steps, width].</param>
    /// <param name="causal">Whether a step sees only itself and those before it.</param>
    public Tensor Forward(Tensor x, bool causal)
    {
        x += attention.Forward(norm1.Forward(x), causal);
        return x + network.Forward(norm2.Forward(x));
    }
}

/// <summary>Attention with a linear map each for queries, keys and values.</summary>
internal sealed class ClipAttention : Module
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;
    private readonly int heads;

    public ClipAttention(Weights weights, ClipTowerConfig config)
    {
        heads = config.Heads;
        query = Projection("q_proj");
        key = Projection("k_proj");
        value = Projection("v_proj");
        output = Projection("out_proj");

        Linear Projection(string name) => AddChild(name, weights.Linear(name, config.Width, config.Width));
    }

    /// <param name="x">[batch, steps, width].</param>
    /// <param name="causal">Whether a step sees only itself and those before it.</param>
    public Tensor Forward(Tensor x, bool causal) =>
        output.Forward(query.Forward(x).Attention(key.Forward(x), value.Forward(x), heads, causal: causal));
}

/// <summary>Two linear maps with an activation between them.</summary>
internal sealed class ClipFeedForward : Module
{
    private readonly Linear inner;
    private readonly Linear outer;

    public ClipFeedForward(Weights weights, ClipTowerConfig config)
    {
        inner = AddChild("fc1", weights.Linear("fc1", config.Width, config.FeedForward, activation: config.Activation));
        outer = AddChild("fc2", weights.Linear("fc2", config.FeedForward, config.Width));
    }

    public Tensor Forward(Tensor x) => outer.Forward(inner.Forward(x));
}
