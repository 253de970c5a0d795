namespace Vitrine.Tensors;

/// <summary>Rows and columns of zeros around a picture.</summary>
public readonly record struct Padding(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same on all sides, as PyTorch pads.</summary>
    public static implicit operator Padding(int sides) => new(sides, sides, sides, sides);
}
