using Microsoft.ML.OnnxRuntime;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Encoders.Published;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors.Threading;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>Photos by a plain loop: decode and prepare into an array on all threads, one call of the runtime, vectors out.</summary>
internal sealed class PlainImages : IEncoderRoad
{
    private readonly byte[][] photos;
    private readonly InferenceSession session;
    private readonly ImagePreprocessing preprocessing;
    private readonly string input, output;
    private readonly float[] pixels;

    public PlainImages(string folder, byte[][] photos, bool spins)
    {
        this.photos = photos;
        using (var images = OnnxImages.Load(folder))
            preprocessing = images.Preprocessing;
        using var ours = OnnxImageEncoder.Open(folder);
        output = ours.Outputs[0];
        session = PlainSession.Open(ours.Network, spins);
        input = session.InputNames.Single();
        pixels = new float[IEncoderRoad.BatchSize * preprocessing.Length];
    }

    public void Run()
    {
        using var options = new RunOptions();
        foreach (var batch in photos.Chunk(IEncoderRoad.BatchSize))
        {
            Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = WorkerPool.ThreadCount },
                i => preprocessing.Prepare(ImageDecoder.Decode(batch[i]), pixels.AsSpan(i * preprocessing.Length, preprocessing.Length)));
            using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels.AsMemory(0, batch.Length * preprocessing.Length),
                [batch.Length, 3, preprocessing.Height, preprocessing.Width]);
            using var results = session.Run(options, [input], [value], [output]);
            results[0].GetTensorDataAsSpan<float>().ToArray();
        }
    }

    public void Dispose() => session.Dispose();
}
