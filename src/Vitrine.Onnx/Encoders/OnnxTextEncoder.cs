using System.Numerics.Tensors;
using Vitrine.Catalogue;
using Vitrine.Onnx.Sessions;
using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Encoders;

/// <summary>Texts → vectors. May be used from several threads at once.</summary>
public sealed class OnnxTextEncoder : IDisposable
{
    // What a family was trained with, where no file says it.
    private const int ClipTokens = 77, SiglipTokens = 64, OtherTokens = 512;

    // Bounds what one computation takes of memory.
    private const int BatchSize = 32;

    private readonly OnnxSession session;
    private readonly Tokenizer tokenizer;
    private readonly TextOutputs output;
    private readonly EncoderConfig config;
    private readonly int padding;
    private readonly int? length; // every text has as many tokens

    private OnnxTextEncoder(EncoderFolder files, OnnxSession session, Tokenizer tokenizer, TextOutputs output, EncoderConfig config)
    {
        (this.session, this.tokenizer, this.output, this.config) = (session, tokenizer, output, config);
        (Folder, Network) = (files.Folder, files.Network);
        var ids = session.Inputs.FirstOrDefault(input => input.Name == TextInputs.Ids);
        if (ids is null || session.Inputs.FirstOrDefault(input => !TextInputs.Has(input.Name) && !IsPicture(input)) is not null)
        {
            throw new BadDataException(files.Network, null, null, $"inputs {string.Join(", ", session.Inputs.Select(input => input.Name))}",
                $"{TextInputs.Ids}, and beside it at most {TextInputs.Mask}, {TextInputs.Types} and {TextInputs.Positions}", "Export the text tower by itself.");
        }

        var given = ids.Shape is [_, > 0] ? ids.Shape[1] : (int?)null;
        MostTokens = given ?? Math.Min(config.MostTokens ?? int.MaxValue, config.IsSiglip ? SiglipTokens : config.IsClip ? ClipTokens : OtherTokens);
        length = given ?? (config.IsSiglip ? SiglipTokens : null);
        padding = tokenizer.PaddingId ?? (config.IsSiglip ? 1 : 0);
        Dimensions = EncodeBatch([Tokens("")]).Length;
    }

    /// <summary>The folder of its files.</summary>
    public string Folder { get; }

    /// <summary>The network's file.</summary>
    public string Network { get; }

    /// <summary>The family, as config.json calls it; null where there is none.</summary>
    public string? ModelType => config.ModelType;

    /// <summary>The name of the output that is taken.</summary>
    public string Output => output.Name;

    /// <summary>Of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Tokens of a text, those around it included; a longer one loses its end.</summary>
    public int MostTokens { get; }

    /// <summary>Loads a network for texts and its tokeniser.</summary>
    /// <param name="path">As for <see cref="EncoderFolder.Open"/>.</param>
    /// <param name="threads">Of one computation; 0: all.</param>
    /// <inheritdoc cref="OnnxImageEncoder.Open" path="/exception"/>
    public static OnnxTextEncoder Open(string path, int threads = 0)
    {
        var files = EncoderFolder.Open(path, Modality.Text);
        var config = EncoderConfig.Read(files.Folder);
        var tokenizer = Tokenizer.Load(files.Folder);
        var session = OnnxSession.Open(files.Network, threads: threads);
        try
        {
            return new OnnxTextEncoder(files, session, tokenizer, TextOutputs.Choose(files.Network, session.Outputs, config), config);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>What <see cref="Encode"/> takes of a text.</summary>
    public int[] Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return tokenizer.Encode(text, MostTokens);
    }

    /// <summary>Computes vectors, texts of a length together: padding costs as much as words.</summary>
    /// <param name="texts">The <see cref="Tokens"/> of each; any number.</param>
    /// <returns>[texts, <see cref="Dimensions"/>]; of unit length where the mean over tokens is taken.</returns>
    public float[] Encode(IReadOnlyList<int[]> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var vectors = new float[texts.Count * Dimensions];
        foreach (var batch in Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length).Chunk(BatchSize))
        {
            var computed = EncodeBatch([.. batch.Select(i => texts[i])]);
            for (var i = 0; i < batch.Length; i++)
                computed.AsSpan(i * Dimensions, Dimensions).CopyTo(vectors.AsSpan(batch[i] * Dimensions));
        }

        return vectors;
    }

    public void Dispose() => session.Dispose();

    private static bool IsPicture(TensorPlace input) => input.IsReal && input.Shape.Count == 4;

    private float[] EncodeBatch(int[][] texts)
    {
        var batch = session.Inputs.First(input => input.Name == TextInputs.Ids).Shape[0];
        if (batch > 0 && batch != texts.Length)
            return InPartsOf(batch, texts);
        var tokens = Math.Max(1, length ?? texts.Max(text => text.Length));
        var result = session.Run([.. session.Inputs.Select(input => Input(input, texts, tokens))], [output.Name])[0];
        return output.IsPerToken ? Means(result, texts) : result.Values;
    }

    // A file that was exported for so many texts takes no other number of them.
    private float[] InPartsOf(int batch, int[][] texts)
    {
        var vectors = new List<float>();
        foreach (var part in texts.Chunk(batch))
        {
            int[][] filled = [.. part, .. Enumerable.Repeat(part[0], batch - part.Length)];
            var encoded = EncodeBatch(filled);
            vectors.AddRange(encoded.AsSpan(0, encoded.Length / batch * part.Length));
        }

        return [.. vectors];
    }

    private NetworkInput Input(TensorPlace input, int[][] texts, int tokens)
    {
        // Files with both towers want a picture too; whatever it is, the text's vector is the same.
        if (IsPicture(input))
        {
            var ids = session.Inputs.First(other => other.Name == TextInputs.Ids);
            long[] shape = [.. input.Shape.Select((size, axis) => axis == 0 ? input.BatchBeside(ids, texts.Length) : size > 0 ? size : axis == 1 ? 3L : 224L)];
            return new RealInput(input.Name, shape, new float[shape.Aggregate(1L, (product, size) => checked(product * size))]);
        }

        var values = new long[texts.Length * tokens];
        for (var text = 0; text < texts.Length; text++)
        {
            var row = values.AsSpan(text * tokens, tokens);
            var own = Math.Min(texts[text].Length, tokens);
            switch (input.Name)
            {
                case TextInputs.Ids:
                    row.Fill(padding);
                    for (var i = 0; i < own; i++)
                        row[i] = texts[text][i];
                    break;
                case TextInputs.Mask:
                    row[..own].Fill(1);
                    break;
                case TextInputs.Positions:
                    for (var i = 0; i < tokens; i++)
                        row[i] = i;
                    break;
            }
        }

        return new WholeInput(input.Name, [texts.Length, tokens], values);
    }

    /// <summary>The mean over a text's own tokens, brought to unit length, as sentence transformers are trained (Reimers and Gurevych, EMNLP 2019, §3).</summary>
    private static float[] Means(NetworkOutput states, int[][] texts)
    {
        var (tokens, dimensions) = ((int)states.Shape[1], (int)states.Shape[2]);
        var means = new float[texts.Length * dimensions];
        for (var text = 0; text < texts.Length; text++)
        {
            var mean = means.AsSpan(text * dimensions, dimensions);
            for (var token = 0; token < Math.Min(texts[text].Length, tokens); token++)
                TensorPrimitives.Add(mean, states.Values.AsSpan((text * tokens + token) * dimensions, dimensions), mean);
            if (TensorPrimitives.Norm<float>(mean) is > 0 and var norm)
                TensorPrimitives.Divide(mean, norm, mean);
        }

        return means;
    }
}
