namespace Vitrine.Tensors.Files;

/// <summary>How a number is stored in a file. Tensors themselves are float32.</summary>
public enum ElementType
{
    Float32,
    Float16,
    BFloat16,
    Int32,
    Int64,
    UInt8,
}

/// <summary>Sizes and the names that the safetensors format uses.</summary>
public static class ElementTypes
{
    /// <summary>Bytes per element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 => 1,
        ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Float32 or ElementType.Int32 => 4,
        _ => 8,
    };

    /// <summary>The name in a safetensors header, such as <c>F32</c>.</summary>
    public static string Name(this ElementType type) => type switch
    {
        ElementType.Float32 => "F32",
        ElementType.Float16 => "F16",
        ElementType.BFloat16 => "BF16",
        ElementType.Int32 => "I32",
        ElementType.Int64 => "I64",
        _ => "U8",
    };

    internal static ElementType? Parse(string? name) => name switch
    {
        "F32" => ElementType.Float32,
        "F16" => ElementType.Float16,
        "BF16" => ElementType.BFloat16,
        "I32" => ElementType.Int32,
        "I64" => ElementType.Int64,
        "U8" => ElementType.UInt8,
        _ => null,
    };
}
