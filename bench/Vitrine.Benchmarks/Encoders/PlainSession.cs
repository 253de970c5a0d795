using Microsoft.ML.OnnxRuntime;
using Vitrine.Tensors.Threading;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>A session of the runtime as its documentation opens one.</summary>
internal static class PlainSession
{
    /// <param name="network">The file.</param>
    /// <param name="spins">Whether a thread that waits for work keeps its processor, which is the runtime's default.</param>
    public static InferenceSession Open(string network, bool spins)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = WorkerPool.ThreadCount };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", spins ? "1" : "0");
        return new InferenceSession(network, settings);
    }
}
