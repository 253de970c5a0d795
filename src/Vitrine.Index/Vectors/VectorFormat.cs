namespace Vitrine.Index;

/// <summary>How the numbers of a vector are stored.</summary>
public enum VectorFormat
{
    /// <summary>4 bytes, exact.</summary>
    Float32,

    /// <summary>
    /// 2 bytes, IEEE 754 half precision with a power of two per vector, so that any float32 range fits: relative error of a number
    /// ≤ 2⁻¹¹ unless it is below 2⁻²⁸ of the vector's largest.
    /// </summary>
    Float16,

    /// <summary>1 byte, ±127 steps with a scale per vector: error of a number ≤ largest / 254.</summary>
    Int8,
}
