using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vitrine.Tensors;

/// <summary>
/// The extents of a dense row-major tensor, outermost first; rank 0 (a scalar) to <see cref="MaxRank"/>. A value type, so that
/// creating a tensor allocates nothing for its shape.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The highest rank: batch × heads × time × time × features is the largest that a model of this field needs.</summary>
    public const int MaxRank = 6;

    private readonly Extents extents;

    /// <exception cref="ArgumentException">More than <see cref="MaxRank"/> extents, a negative one, or more than 2³¹−1 elements.</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length > MaxRank)
            throw new ArgumentException($"A shape has at most {MaxRank} extents, but {extents.Length} were given.", nameof(extents));

        var length = 1L;
        for (var i = 0; i < extents.Length; i++)
        {
            if (extents[i] < 0)
                throw new ArgumentException($"Extent {i} is {extents[i]}; extents are 0 or more.", nameof(extents));
            this.extents[i] = extents[i];
            length = length == 0 || extents[i] == 0 ? 0 : checked(length * extents[i]);
        }

        if (length > Array.MaxLength)
            throw new ArgumentException($"A tensor of {length:N0} elements is too large; the limit is {Array.MaxLength:N0}.", nameof(extents));
        Rank = extents.Length;
        Length = (int)length;
    }

    /// <summary>The number of extents.</summary>
    public int Rank { get; }

    /// <summary>The number of elements; 1 for a scalar, 0 if any extent is 0.</summary>
    public int Length { get => Rank == 0 ? 1 : field; }

    /// <summary>The extent at <paramref name="axis"/>; negative axes count from the end (−1 is the last).</summary>
    public int this[int axis] => extents[Axis(axis)];

    /// <summary>For collection expressions: <c>Shape s = [64, 128];</c></summary>
    public static Shape Create(ReadOnlySpan<int> extents) => new(extents);

    /// <summary>The extents in order; lets <c>foreach</c> and collection expressions work.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)ToArray()).GetEnumerator();

    /// <summary>Turns a possibly negative axis into one from 0 to Rank − 1.</summary>
    public int Axis(int axis)
    {
        var resolved = axis < 0 ? axis + Rank : axis;
        return (uint)resolved < (uint)Rank
            ? resolved
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"The shape {this} has no axis {axis}.");
    }

    /// <summary>The product of the extents from <paramref name="start"/> (inclusive) to <paramref name="end"/> (exclusive).</summary>
    public int Product(int start, int end)
    {
        var product = 1;
        for (var i = start; i < end; i++)
            product *= extents[i];
        return product;
    }

    /// <summary>This shape with the extent at <paramref name="axis"/> replaced.</summary>
    public Shape With(int axis, int extent)
    {
        Span<int> changed = stackalloc int[MaxRank];
        CopyTo(changed);
        changed[Axis(axis)] = extent;
        return new Shape(changed[..Rank]);
    }

    /// <summary>Copies the extents to the beginning of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<int> destination)
    {
        for (var i = 0; i < Rank; i++)
            destination[i] = extents[i];
    }

    /// <summary>The extents as a new array.</summary>
    public int[] ToArray()
    {
        var array = new int[Rank];
        CopyTo(array);
        return array;
    }

    /// <inheritdoc/>
    public bool Equals(Shape other)
    {
        if (Rank != other.Rank)
            return false;
        for (var i = 0; i < Rank; i++)
        {
            if (extents[i] != other.extents[i])
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Rank;
        for (var i = 0; i < Rank; i++)
            hash = hash * 31 + extents[i];
        return hash;
    }

    /// <summary>As the field writes shapes: <c>[64, 128]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";

    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    [InlineArray(MaxRank)]
    private struct Extents
    {
        private int first;
    }
}
