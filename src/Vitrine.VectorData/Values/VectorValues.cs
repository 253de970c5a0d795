using System.Collections;
using Microsoft.Extensions.AI;

namespace Vitrine.VectorData.Values;

/// <summary>The forms in which a program holds a vector or a code, and the one in which the index takes them.</summary>
internal static class VectorValues
{
    /// <summary>The forms, in words.</summary>
    public const string Types = "ReadOnlyMemory<float>, float[], Embedding<float>, ReadOnlyMemory<Half>, Half[], Embedding<Half>, BitArray, BinaryEmbedding";

    private static readonly HashSet<Type> Singles = [typeof(ReadOnlyMemory<float>), typeof(float[]), typeof(Embedding<float>)];
    private static readonly HashSet<Type> Halves = [typeof(ReadOnlyMemory<Half>), typeof(Half[]), typeof(Embedding<Half>)];

    /// <summary>Whether a property may have this type without a generator.</summary>
    public static bool IsVector(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Singles.Contains(type) || Halves.Contains(type) || IsBits(type);
    }

    /// <summary>Whether the type holds numbers of half precision.</summary>
    public static bool IsHalf(Type type) => Halves.Contains(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>Whether the type holds a code of bits.</summary>
    public static bool IsBits(Type type) => type == typeof(BitArray) || type == typeof(BinaryEmbedding);

    /// <summary>The numbers of a vector; null for anything else.</summary>
    public static float[]? Numbers(object? value) => value switch
    {
        ReadOnlyMemory<float> numbers => numbers.ToArray(),
        float[] numbers => numbers,
        Embedding<float> embedding => embedding.Vector.ToArray(),
        ReadOnlyMemory<Half> numbers => Widened(numbers.Span),
        Half[] numbers => Widened(numbers),
        Embedding<Half> embedding => Widened(embedding.Vector.Span),
        _ => null,
    };

    /// <summary>The bits of a code; null for anything else.</summary>
    public static BitArray? Bits(object? value) => value switch
    {
        BitArray bits => bits,
        BinaryEmbedding embedding => embedding.Vector,
        _ => null,
    };

    /// <summary>Numbers in the form that a property has.</summary>
    public static object ToProperty(float[] numbers, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(float[]))
            return numbers;
        if (type == typeof(Embedding<float>))
            return new Embedding<float>(numbers);
        if (type == typeof(ReadOnlyMemory<float>))
            return new ReadOnlyMemory<float>(numbers);
        var halves = Array.ConvertAll(numbers, number => (Half)number);
        if (type == typeof(Half[]))
            return halves;
        return type == typeof(Embedding<Half>) ? new Embedding<Half>(halves) : new ReadOnlyMemory<Half>(halves);
    }

    /// <summary>Bits in the form that a property has.</summary>
    public static object ToProperty(BitArray bits, Type type) => type == typeof(BinaryEmbedding) ? new BinaryEmbedding(bits) : bits;

    private static float[] Widened(ReadOnlySpan<Half> halves)
    {
        var numbers = new float[halves.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = (float)halves[i];
        return numbers;
    }
}
