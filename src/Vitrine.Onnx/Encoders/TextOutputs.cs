using Vitrine.Catalogue;
using Vitrine.Onnx.Sessions;

namespace Vitrine.Onnx.Encoders;

/// <summary>Which output of a network is a text's vector, chosen by name and family, never by position.</summary>
/// <param name="Name">The output.</param>
/// <param name="IsPerToken">Whether it has a vector per token, of which the mean over the text's own tokens is taken.</param>
internal sealed record TextOutputs(string Name, bool IsPerToken)
{
    private static readonly string[] Projected = ["l2norm_text_embeddings", "l2norm_text_embeds", "text_embeds", "text_embeddings", "sentence_embedding"];
    private static readonly string[] PerToken = ["last_hidden_state", "token_embeddings"];

    /// <inheritdoc cref="ImageOutputs.Choose" path="/param"/>
    /// <exception cref="BadDataException">None of its outputs is a text's vector.</exception>
    public static TextOutputs Choose(string path, IReadOnlyList<TensorPlace> outputs, EncoderConfig config)
    {
        string[] real = [.. outputs.Where(output => output.IsReal).Select(output => output.Name)];
        if (Projected.FirstOrDefault(real.Contains) is { } vector)
            return new TextOutputs(vector, IsPerToken: false);
        if (config.IsSiglip && real.Contains("pooler_output"))
            return new TextOutputs("pooler_output", IsPerToken: false);
        if (!config.IsClip && !config.IsSiglip && (PerToken.FirstOrDefault(real.Contains) ?? OnlyOne(outputs)) is { } states)
            return new TextOutputs(states, outputs.First(output => output.Name == states).Shape.Count == 3);
        throw new BadDataException(path, null, null, $"outputs {string.Join(", ", outputs.Select(output => output.Name))}",
            config.IsClip ? "text_embeds: other outputs of this family stand before its projection" : "text_embeds, sentence_embedding or last_hidden_state",
            "Export the network with its text features as a named output.");
    }

    private static string? OnlyOne(IReadOnlyList<TensorPlace> outputs) => outputs is [{ IsReal: true, Shape.Count: 2 or 3 } only] ? only.Name : null;
}
