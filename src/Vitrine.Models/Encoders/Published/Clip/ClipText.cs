using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>CLIP's text tower: a transformer whose steps see only themselves and those before them.</summary>
public sealed class ClipText : Module
{
    private readonly Tensor tokens;
    private readonly Tensor positions;
    private readonly ClipLayer[] layers;
    private readonly LayerNorm norm;
    private readonly int? endToken;

    internal ClipText(Weights weights, ClipConfig config)
    {
        var tower = config.Text;
        endToken = config.EndToken;
        tokens = AddParameter("embeddings.token_embedding.weight", weights.Take("embeddings.token_embedding.weight", [config.Vocabulary, tower.Width]));
        positions = AddParameter("embeddings.position_embedding.weight", weights.Take("embeddings.position_embedding.weight", [config.Context, tower.Width]));
        layers = [.. Enumerable.Range(0, tower.Layers).Select(i => $"encoder.layers.{i}")
            .Select(name => AddChild(name, new ClipLayer(weights.At(name), tower)))];
        norm = AddChild("final_layer_norm", weights.LayerNorm("final_layer_norm", tower.Width, tower.Epsilon));
    }

    /// <param name="ids">Token ids [batch, steps], row-major; at most as many steps as the context.</param>
    /// <param name="batch">How many texts.</param>
    /// <returns>[batch, steps, width], after the last norm.</returns>
    public Tensor Steps(ReadOnlyMemory<int> ids, int batch)
    {
        var steps = StepsOf(ids.Span, batch);
        var x = tokens.Gather(ids).Reshape([batch, steps, tokens.Shape[1]]) + positions.Slice(0, 0, steps);
        var pass = new ForwardPass(this, x);
        foreach (var layer in layers)
            pass.Through(y => layer.Forward(y, causal: true), layer);
        pass.Through(norm.Forward, norm);
        return pass.Current;
    }

    /// <summary>Lets the last layers learn.</summary>
    internal void LearnLast(int count)
    {
        foreach (var layer in layers.TakeLast(count))
            layer.Freeze(false);
        norm.Freeze(false);
    }

    /// <summary>The step that stands for each text: its first end token.</summary>
    /// <param name="steps">What <see cref="Steps"/> gave.</param>
    /// <param name="ids">As there.</param>
    /// <returns>[batch, width].</returns>
    public Tensor Pool(Tensor steps, ReadOnlySpan<int> ids)
    {
        var (batch, count, width) = (steps.Shape[0], steps.Shape[1], steps.Shape[2]);
        var rows = new int[batch];
        for (var i = 0; i < batch; i++)
            rows[i] = i * count + EndOf(ids.Slice(i * count, count));
        return steps.Reshape([batch * count, width]).Gather(rows);
    }

    /// <summary>
    /// The same texts without the steps after the last end: no step sees those behind it, so what is behind all ends changes nothing.
    /// Titles have about 15 tokens of the 77 that texts are filled up to.
    /// </summary>
    /// <param name="ids">[batch, steps], row-major.</param>
    /// <param name="batch">How many texts.</param>
    public int[] Shorten(ReadOnlySpan<int> ids, int batch)
    {
        var steps = StepsOf(ids, batch);
        var kept = 1;
        for (var i = 0; i < batch; i++)
            kept = Math.Max(kept, EndOf(ids.Slice(i * steps, steps)) + 1);
        var shorter = new int[batch * kept];
        for (var i = 0; i < batch; i++)
            ids.Slice(i * steps, kept).CopyTo(shorter.AsSpan(i * kept));
        return shorter;
    }

    // Without an end token the first step is taken, as in the published code.
    private int EndOf(ReadOnlySpan<int> text)
    {
        var end = endToken;
        if (end is null)
        {
            end = text[0];
            foreach (var id in text)
                end = Math.Max(end.Value, id);
        }

        return Math.Max(0, text.IndexOf(end.Value));
    }

    private int StepsOf(ReadOnlySpan<int> ids, int batch)
    {
        if (batch < 1 || ids.Length == 0 || ids.Length % batch != 0 || ids.Length / batch > positions.Shape[0])
            throw new ArgumentException($"{ids.Length} ids are not {batch} texts of 1 to {positions.Shape[0]} tokens.", nameof(ids));
        return ids.Length / batch;
    }
}
