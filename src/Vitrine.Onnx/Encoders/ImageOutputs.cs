using Vitrine.Catalogue;
using Vitrine.Onnx.Graphs;
using Vitrine.Onnx.Sessions;

namespace Vitrine.Onnx.Encoders;

/// <summary>Which outputs of a network are a picture's vector and its map of features by place; chosen by name and family, never by position.</summary>
/// <param name="Vector">The output that becomes the vector.</param>
/// <param name="Map">The output that has places: [batch, channels, rows, columns], or [batch, tokens, channels] of a transformer; null: there is none.</param>
/// <param name="FurtherMap">That <paramref name="Map"/> is a result inside the network which its file does not give out.</param>
internal sealed record ImageOutputs(string Vector, string? Map, bool FurtherMap = false)
{
    private const string Hidden = "last_hidden_state";

    // Of vectors with the same meaning that of unit length comes first.
    private static readonly string[] Projected = ["l2norm_image_embeddings", "l2norm_image_embeds", "image_embeds", "image_embeddings"];

    /// <summary>Chooses.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="outputs">What the network gives.</param>
    /// <param name="graph">Its inside.</param>
    /// <param name="config">Its family.</param>
    /// <exception cref="BadDataException">None of its outputs is a picture's vector.</exception>
    public static ImageOutputs Choose(string path, IReadOnlyList<TensorPlace> outputs, OnnxGraph graph, EncoderConfig config)
    {
        string[] real = [.. outputs.Where(output => output.IsReal).Select(output => output.Name)];
        var map = real.FirstOrDefault(name => name == Hidden) ?? outputs.FirstOrDefault(output => output.IsReal && IsMap(output))?.Name;
        var vector = Projected.FirstOrDefault(real.Contains)
            ?? (config.IsClip ? null : real.FirstOrDefault(name => name == "pooler_output"))
            ?? (config.IsClip || config.IsSiglip ? null : map ?? (real.Length == 1 ? real[0] : null));
        if (vector is null)
        {
            throw new BadDataException(path, null, null, $"outputs {string.Join(", ", outputs.Select(output => output.Name))}",
                config.IsClip ? "image_embeds: other outputs of this family stand before its projection" : "pooler_output, last_hidden_state, or a single output",
                "Export the network with its image features as a named output.");
        }

        return map is not null || PooledFrom(graph, vector) is not { } inside ? new ImageOutputs(vector, map) : new ImageOutputs(vector, inside, FurtherMap: true);
    }

    private static bool IsMap(TensorPlace output) => output.Shape is [_, _, > 1 or -1, > 1 or -1];

    /// <summary>What a convolutional network averages over all places to get its vector.</summary>
    private static string? PooledFrom(OnnxGraph graph, string vector)
    {
        var makers = graph.Nodes.SelectMany(node => node.Outputs.Select(output => (output, node))).ToLookup(pair => pair.output, pair => pair.node, StringComparer.Ordinal);
        for (var (name, hop) = (vector, 0); hop < 4 && makers[name].FirstOrDefault() is { Inputs.Count: > 0 } node; hop++)
        {
            if (node.Operation is "GlobalAveragePool" or "AveragePool" or "ReduceMean")
                return node.Inputs[0];
            if (node.Operation is not ("Flatten" or "Reshape" or "Squeeze" or "Identity"))
                return null;
            name = node.Inputs[0];
        }

        return null;
    }
}
