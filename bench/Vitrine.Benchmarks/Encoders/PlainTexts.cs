using Microsoft.ML.OnnxRuntime;
using Vitrine.Onnx.Encoders;
using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>Titles by a plain loop: the same tokens and batches, one call of the runtime, the mean over a text's tokens.</summary>
internal sealed class PlainTexts : IEncoderRoad
{
    private readonly string[] titles;
    private readonly Tokenizer tokenizer;
    private readonly InferenceSession session;
    private readonly string output;
    private readonly int mostTokens;

    public PlainTexts(string folder, string[] titles, bool spins)
    {
        this.titles = titles;
        tokenizer = Tokenizer.Load(folder);
        using var ours = OnnxTextEncoder.Open(folder);
        (output, mostTokens) = (ours.Output, ours.MostTokens);
        session = PlainSession.Open(ours.Network, spins);
    }

    public void Run()
    {
        using var options = new RunOptions();
        foreach (var batch in titles.Select(title => tokenizer.Encode(title, mostTokens)).OrderBy(tokens => tokens.Length).Chunk(IEncoderRoad.BatchSize))
        {
            var tokens = batch[^1].Length;
            var (ids, mask, types) = (new long[batch.Length * tokens], new long[batch.Length * tokens], new long[batch.Length * tokens]);
            for (var text = 0; text < batch.Length; text++)
            {
                for (var i = 0; i < batch[text].Length; i++)
                    (ids[text * tokens + i], mask[text * tokens + i]) = (batch[text][i], 1);
            }

            var values = session.InputNames.Select(name => OrtValue.CreateTensorValueFromMemory(name switch { "input_ids" => ids, "attention_mask" => mask, _ => types }, [batch.Length, tokens])).ToArray();
            using var results = session.Run(options, session.InputNames, values, [output]);
            var shape = results[0].GetTensorTypeAndShape().Shape;
            if (shape.Length == 3)
                Mean(results[0].GetTensorDataAsSpan<float>(), batch, tokens, (int)shape[2]);
            foreach (var value in values)
                value.Dispose();
        }
    }

    public void Dispose() => session.Dispose();

    private static float[] Mean(ReadOnlySpan<float> states, int[][] texts, int tokens, int dimensions)
    {
        var means = new float[texts.Length * dimensions];
        for (var text = 0; text < texts.Length; text++)
        {
            for (var token = 0; token < texts[text].Length; token++)
            {
                for (var i = 0; i < dimensions; i++)
                    means[text * dimensions + i] += states[(text * tokens + token) * dimensions + i] / texts[text].Length;
            }
        }

        return means;
    }
}
