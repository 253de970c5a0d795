using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

/// <summary>Joins what several operations send back to one tensor.</summary>
internal static unsafe class GradientSum
{
    /// <summary>target ← target + share.</summary>
    public static void Add(float* target, float* share, int length) => WorkRange.Elements(length, new AddJob(target, share));

    private readonly struct AddJob(float* target, float* share) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var span = new Span<float>(target + start, count);
            TensorPrimitives.Add(span, new ReadOnlySpan<float>(share + start, count), span);
        }
    }
}
