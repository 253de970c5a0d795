using System.Linq.Expressions;

namespace Vitrine.VectorData.Filters;

/// <summary>The conversions that a compiler puts around the sides of a comparison: from int to double, to a nullable, to an object.</summary>
internal static class Conversions
{
    // Each can be converted to those behind it without another order of its values.
    private static readonly Type[][] Widths =
    [
        [typeof(byte), typeof(sbyte)], [typeof(short), typeof(ushort)], [typeof(int), typeof(uint)], [typeof(long), typeof(ulong)],
        [typeof(Half)], [typeof(float)], [typeof(double)], [typeof(decimal)],
    ];

    /// <summary>What is converted, as long as no value changes by it.</summary>
    public static Expression Without(Expression node)
    {
        while (node is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } converted && IsHarmless(converted.Operand.Type, converted.Type))
            node = converted.Operand;
        return node;
    }

    /// <summary>Whether the node is a value that is known now, and which.</summary>
    public static bool TryConstant(Expression node, out object? value)
    {
        var inner = node;
        while (inner is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } converted)
            inner = converted.Operand;
        var isConstant = inner is ConstantExpression;
        value = !isConstant ? null
            : inner == node ? ((ConstantExpression)node).Value
            : Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile(preferInterpretation: true)();
        return isConstant;
    }

    private static bool IsHarmless(Type from, Type to)
    {
        from = Nullable.GetUnderlyingType(from) ?? from;
        to = Nullable.GetUnderlyingType(to) ?? to;
        return from == to || from.IsAssignableTo(to) || WidthOf(from) is >= 0 and var width && WidthOf(to) > width;
    }

    private static int WidthOf(Type type) => Array.FindIndex(Widths, types => types.Contains(type));
}
