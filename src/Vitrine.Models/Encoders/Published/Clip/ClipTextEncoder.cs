using Vitrine.Models.Encoders.Texts;
using Vitrine.Onnx.Tokenizers;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>CLIP's text tower behind its own tokeniser. The network is not a part of this: whoever holds the model trains, stores and frees it.</summary>
/// <param name="model">With both towers.</param>
/// <param name="tokenizer">Of the same model.</param>
public sealed class ClipTextEncoder(ClipModel model, Tokenizer tokenizer) : TextEncoder
{
    public override int Dimensions => model.Config.Projection;

    /// <summary>Start token, pieces of words, end token; a text beyond the model's context loses its tail.</summary>
    public override int[] Tokens(string text) => tokenizer.Encode(text, tokenizer.MaxLength ?? model.Config.Context);

    public override Tensor Forward(IReadOnlyList<int[]> texts)
    {
        var steps = texts.Max(text => text.Length);
        var ids = new int[texts.Count * steps];
        ids.AsSpan().Fill(tokenizer.PaddingId ?? 0); // any token: nothing before the padding sees it
        for (var i = 0; i < texts.Count; i++)
            texts[i].CopyTo(ids, i * steps);
        return model.EncodeTexts(ids, texts.Count);
    }
}
