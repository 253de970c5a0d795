using System.Collections;
using System.Linq.Expressions;
using Microsoft.Extensions.VectorData.ProviderServices;
using Microsoft.Extensions.VectorData.ProviderServices.Filter;
using Vitrine.Index;
using Vitrine.VectorData.Definition;
using Vitrine.VectorData.Values;

namespace Vitrine.VectorData.Filters;

/// <summary>
/// A condition in C# as a filter of the index. What an index cannot answer by its fields alone is refused: a filter is never applied to what a search has
/// found already. Null is as in C#: it equals null alone, and is neither less nor greater than anything.
/// </summary>
internal sealed class FilterTranslator : FilterTranslatorBase
{
    private readonly RecordForm form;

    private FilterTranslator(RecordForm form) => this.form = form;

    /// <summary>The filter.</summary>
    /// <exception cref="NotSupportedException">The index cannot answer it; the message names the part.</exception>
    public static Filter Translate(LambdaExpression condition, RecordForm form)
    {
        var translator = new FilterTranslator(form);
        return translator.Of(translator.PreprocessFilter(condition, form.Model, new FilterPreprocessingOptions()));
    }

    private Filter Of(Expression node) => node switch
    {
        ConstantExpression { Value: bool isAll } => isAll ? Filter.All() : Filter.Any(),
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both => Of(both.Left) & Of(both.Right),
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } one => Of(one.Left) | Of(one.Right),
        UnaryExpression { NodeType: ExpressionType.Not } contrary => !Of(contrary.Operand),
        BinaryExpression comparison => Comparison(comparison),
        MethodCallExpression call when TryMatchContains(call, out var list, out var item) => Contains(list, item, call),
        MethodCallExpression { Method: { Name: nameof(Enumerable.Any), DeclaringType: { } type } } any when type == typeof(Enumerable) => Any(any),
        MemberExpression { Member.Name: nameof(Nullable<>.HasValue), Expression: { } value } when TryField(value, out var property) => Filter.Exists(property.StorageName),
        _ when TryField(node, out var property) && Nullable.GetUnderlyingType(property.Type) is null && property.Type == typeof(bool) => Equal(property, true),
        UnaryExpression { NodeType: ExpressionType.Convert } converted when converted.Type == typeof(bool) => Of(converted.Operand),
        _ => throw Unsupported(node),
    };

    private Filter Comparison(BinaryExpression node)
    {
        var (left, right, kind) = Conversions.TryConstant(node.Left, out _) ? (node.Right, node.Left, Mirrored(node.NodeType)) : (node.Left, node.Right, node.NodeType);
        if (!Conversions.TryConstant(right, out var value) || !TryField(left, out var property) || form.FieldOf(property) == FieldKind.Keywords)
            throw Unsupported(node);
        switch (kind)
        {
            case ExpressionType.Equal:
                return Equal(property, value);
            case ExpressionType.NotEqual:
                return !Equal(property, value);
        }

        if (value is null)
            return Filter.Any();
        if (form.FieldOf(property) is not (FieldKind.Number or FieldKind.Date))
            throw Unsupported(node);
        var (name, bound) = (property.StorageName, ValueOf(property, value));
        return kind switch
        {
            ExpressionType.LessThan => Filter.Range(name, to: bound, includesTo: false),
            ExpressionType.LessThanOrEqual => Filter.Range(name, to: bound),
            ExpressionType.GreaterThan => Filter.Range(name, from: bound, includesFrom: false),
            ExpressionType.GreaterThanOrEqual => Filter.Range(name, from: bound),
            _ => throw Unsupported(node),
        };
    }

    // A list of the record that has an item, or a list of the program that has the record's value.
    private Filter Contains(Expression list, Expression item, Expression node)
    {
        if (TryField(list, out var property) && Conversions.TryConstant(item, out var value) && value is not null && form.FieldOf(property) == FieldKind.Keywords)
            return Filter.Equal(property.StorageName, FieldValues.TextOf(value));
        if (TryConstants(list, out var values) && TryField(item, out property) && form.FieldOf(property) != FieldKind.Keywords)
            return In(property, values);
        throw Unsupported(node);
    }

    private Filter Any(MethodCallExpression node)
    {
        if (!TryField(node.Arguments[0], out var property) || form.FieldOf(property) != FieldKind.Keywords)
            throw Unsupported(node);
        return node.Arguments.Count == 1
            ? Filter.Exists(property.StorageName)
            : Filter.In(property.StorageName, [.. Elements((LambdaExpression)Unquoted(node.Arguments[1]), node).Select(element => (FieldValue)element)]);
    }

    // The elements one of which is wanted: of e == "a", of e == "a" || e == "b", of list.Contains(e).
    private static IEnumerable<string> Elements(LambdaExpression condition, Expression node)
    {
        var element = condition.Parameters[0];
        return Of(condition.Body);

        IEnumerable<string> Of(Expression body) => body switch
        {
            BinaryExpression { NodeType: ExpressionType.OrElse } one => Of(one.Left).Concat(Of(one.Right)),
            BinaryExpression { NodeType: ExpressionType.Equal } equal when Conversions.Without(equal.Left) == element && Conversions.TryConstant(equal.Right, out var value) && value is not null => [FieldValues.TextOf(value)],
            BinaryExpression { NodeType: ExpressionType.Equal } equal when Conversions.Without(equal.Right) == element && Conversions.TryConstant(equal.Left, out var value) && value is not null => [FieldValues.TextOf(value)],
            MethodCallExpression call when TryMatchContains(call, out var list, out var item) && Conversions.Without(item) == element && TryConstants(list, out var values) => values.OfType<object>().Select(FieldValues.TextOf),
            _ => throw Unsupported(node),
        };
    }

    private static Filter Equal(PropertyModel property, object? value) => value is null ? !Filter.Exists(property.StorageName) : Filter.Equal(property.StorageName, ValueOf(property, value));

    private static Filter In(PropertyModel property, IReadOnlyList<object?> values)
    {
        var some = Filter.In(property.StorageName, [.. values.OfType<object>().Select(value => ValueOf(property, value))]);
        return values.Contains(null) ? some | Equal(property, null) : some;
    }

    private static FieldValue ValueOf(PropertyModel property, object value) => property is KeyPropertyModel && property.Type != typeof(int)
        ? KeyText.Of(value, property.Type)
        : FieldValues.Of(value);

    private bool TryField(Expression node, out PropertyModel property)
    {
        var inner = Conversions.Without(node);
        if (inner is MemberExpression { Member.Name: nameof(Nullable<>.Value), Expression: { } nullable } && Nullable.GetUnderlyingType(nullable.Type) is not null)
            inner = nullable;

        // What a dictionary holds is converted to its type, which the base compares with the definition's; any other conversion that is left would change the value.
        property = null!;
        if (inner is UnaryExpression { Operand.Type: var from } && from != typeof(object) || !TryBindProperty(inner, out var found) || found is VectorPropertyModel)
            return false;
        property = found;
        return true;
    }

    private static bool TryConstants(Expression node, out IReadOnlyList<object?> values)
    {
        values = [];
        switch (Conversions.Without(node))
        {
            case ConstantExpression { Value: IEnumerable list and not string }:
                values = [.. list.Cast<object?>()];
                return true;
            case NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array:
                var found = new object?[array.Expressions.Count];
                if (!array.Expressions.Select((element, i) => Conversions.TryConstant(element, out found[i])).All(isConstant => isConstant))
                    return false;
                values = found;
                return true;
            default:
                return false;
        }
    }

    private static Expression Unquoted(Expression node) => node is UnaryExpression { NodeType: ExpressionType.Quote } quoted ? quoted.Operand : node;

    private static ExpressionType Mirrored(ExpressionType kind) => kind switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => kind,
    };

    private static NotSupportedException Unsupported(Expression node) => new(
        $"The filter has '{node}', which an index does not answer. It answers ==, !=, <, <=, > and >= between a property and a value (order: numbers and dates only), Contains of a list of values or of a list property, "
        + "Any of a list property, &&, || and !.");
}
