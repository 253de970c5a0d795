namespace Vitrine.Tensors;

/// <summary>Finds, for each row of a tensor's last axis, the part of a smaller mask that broadcasts onto it.</summary>
internal readonly unsafe struct MaskRows
{
    private readonly float* mask;
    private readonly Shape shape;
    private readonly Shape maskShape;

    private MaskRows(float* mask, Shape shape, Shape maskShape)
    {
        this.mask = mask;
        this.shape = shape;
        this.maskShape = maskShape;
    }

    public static MaskRows Of(Shape shape, Tensor? mask)
    {
        if (mask is null)
            return default;
        return Broadcast.ShapeOf("The mask", shape, mask.Shape) == shape
            ? new MaskRows(mask.Pointer, shape, mask.Shape)
            : throw new ArgumentException($"The mask {mask.Shape} does not broadcast to {shape}.", nameof(mask));
    }

    /// <summary>Sets the elements of row number <paramref name="row"/> to −∞ where the mask is 0.</summary>
    public void Apply(int row, Span<float> values)
    {
        if (mask is null)
            return;
        var offset = 0L;
        var stride = maskShape.Rank > 0 ? maskShape[-1] : 1;
        for (var i = 2; i <= shape.Rank; i++) // from the innermost row axis outwards
        {
            var index = row % shape[-i];
            row /= shape[-i];
            if (i > maskShape.Rank)
                continue;
            if (maskShape[-i] > 1)
                offset += (long)index * stride;
            stride *= maskShape[-i];
        }

        var step = maskShape.Rank > 0 && maskShape[-1] > 1 ? 1 : 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (mask[offset + i * step] == 0)
                values[i] = float.NegativeInfinity;
        }
    }
}
