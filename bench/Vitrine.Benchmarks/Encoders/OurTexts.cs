using Vitrine.Onnx.Encoders;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>Titles by our road: tokens, those of a length together, vectors.</summary>
internal sealed class OurTexts(string folder, string[] titles) : IEncoderRoad
{
    private readonly OnnxTextEncoder encoder = OnnxTextEncoder.Open(folder);

    public void Run()
    {
        foreach (var batch in titles.Select(encoder.Tokens).OrderBy(tokens => tokens.Length).Chunk(IEncoderRoad.BatchSize))
            encoder.Encode(batch);
    }

    public void Dispose() => encoder.Dispose();
}
