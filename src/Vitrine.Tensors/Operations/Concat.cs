namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Tensors one after the other along an axis; their other extents are equal.</summary>
    /// <returns>The inputs' shape with the axis' extents added up. Gradient: each input gets its part.</returns>
    public static Tensor Concat(IReadOnlyList<Tensor> tensors, int axis = 0)
    {
        if (tensors.Count == 0)
            throw new ArgumentException("Concat needs at least one tensor.", nameof(tensors));
        axis = tensors[0].Shape.Axis(axis);
        var total = 0;
        foreach (var tensor in tensors)
        {
            if (tensor.Rank != tensors[0].Rank || tensor.Shape.With(axis, 0) != tensors[0].Shape.With(axis, 0))
                throw new ArgumentException($"Concat along axis {axis} cannot join {tensors[0].Shape} and {tensor.Shape}: another extent differs.", nameof(tensors));
            total += tensor.Shape[axis];
        }

        var inputs = tensors.ToArray();
        var result = Tensor.Result(inputs[0].Shape.With(axis, total), inputs);
        var (outer, _, inner) = Around(result.Shape, axis);
        var width = total * inner;
        var offset = 0;
        foreach (var input in inputs)
        {
            var part = input.Shape[axis] * inner;
            CopyColumns(input.Pointer, part, result.Pointer + offset, width, outer, part, add: false);
            offset += part;
        }

        if (result.RequiresGradient)
        {
            result.OnBackward("Concat", gradient =>
            {
                var start = 0;
                foreach (var input in inputs)
                {
                    var part = input.Shape[axis] * inner;
                    if (input.RequiresGradient)
                    {
                        var target = input.GradientForWriting(out var isFirst);
                        CopyColumns(gradient.Pointer + start, width, target.Pointer, part, outer, part, add: !isFirst);
                    }

                    start += part;
                }
            });
        }

        return result;
    }
}
