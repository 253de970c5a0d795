using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>Photos by our road, as a store computes its features.</summary>
internal sealed class OurImages(string folder, byte[][] photos) : IEncoderRoad
{
    private readonly NetworkFeatures features = new(folder);

    public void Run()
    {
        var vectors = new float[IEncoderRoad.BatchSize * features.Dimensions];
        foreach (var batch in photos.Chunk(IEncoderRoad.BatchSize))
        {
            using var scope = Scope.Begin(recordGradients: false);
            var inputs = Tensor.Empty([batch.Length, features.InputLength]);
            Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = WorkerPool.ThreadCount },
                i => features.Prepare(batch[i], inputs.Data.Slice(i * features.InputLength, features.InputLength)));
            features.Extract(inputs, vectors.AsSpan(0, batch.Length * features.Dimensions));
        }
    }

    public void Dispose() => features.Dispose();
}
