using Microsoft.ML.OnnxRuntime;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Encoders.Published;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors.Threading;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>Photos by a plain loop: decode and prepare into an array on all threads, one call of the runtime (one for each photo where the file takes one at a time), vectors out.</summary>
internal sealed class PlainImages : IEncoderRoad
{
    private readonly byte[][] photos;
    private readonly InferenceSession session;
    private readonly ImagePreprocessing preprocessing;
    private readonly string input, output;
    private readonly float[] pixels;
    private readonly int atOnce;

    public PlainImages(string folder, byte[][] photos, bool spins)
    {
        this.photos = photos;
        using (var images = OnnxImages.Load(folder))
            preprocessing = images.Preprocessing;
        using var ours = OnnxImageEncoder.Open(folder);
        output = ours.Outputs[0];
        session = PlainSession.Open(ours.Network, spins);
        input = session.InputNames.Single();
        atOnce = session.InputMetadata[input].Dimensions[0] is > 0 and var most ? most : IEncoderRoad.BatchSize;
        pixels = new float[IEncoderRoad.BatchSize * preprocessing.Length];
    }

    public void Run()
    {
        using var options = new RunOptions();
        foreach (var batch in photos.Chunk(IEncoderRoad.BatchSize))
        {
            Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = WorkerPool.ThreadCount },
                i => preprocessing.Prepare(ImageDecoder.Decode(batch[i]), pixels.AsSpan(i * preprocessing.Length, preprocessing.Length)));
            for (var start = 0; start < batch.Length; start += atOnce)
            {
                var count = Math.Min(atOnce, batch.Length - start);
                using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels.AsMemory(start * preprocessing.Length, count * preprocessing.Length),
                    [count, 3, preprocessing.Height, preprocessing.Width]);
                using var results = session.Run(options, [input], [value], [output]);
                results[0].GetTensorDataAsSpan<float>().ToArray();
            }
        }
    }

    public void Dispose() => session.Dispose();
}
