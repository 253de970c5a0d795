using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>One float at a time: what every processor can do.</summary>
internal readonly unsafe struct SimdScalar : ISimd<float>
{
    public static int Width => 1;

    public static float Broadcast(float value) => value;

    public static float Load(float* source) => *source;

    public static void Store(float value, float* destination) => *destination = value;

    public static void StoreNonTemporal(float value, float* destination) => *destination = value;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float Divide(float left, float right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => float.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float left, float right) => float.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float left, float right) => float.MinNative(left, right);

    public static float Sqrt(float value) => MathF.Sqrt(value);

    public static float Abs(float value) => MathF.Abs(value);

    public static float CopySign(float magnitude, float sign) => MathF.CopySign(magnitude, sign);

    public static float Round(float value) => MathF.Round(value);

    public static float PowerOfTwo(float exponent) => BitConverter.Int32BitsToSingle(((int)exponent + 127) << 23);

    public static float SelectGreater(float left, float right, float yes, float no) => left > right ? yes : no;

    public static float Sum(float value) => value;

    public static float Largest(float value) => value;
}
