namespace Vitrine.VectorData.Values;

/// <summary>The lists that a record may hold.</summary>
internal static class ListTypes
{
    private static readonly Type[] Lists =
        [typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>)];

    /// <summary>What the elements of a list are; null for what is no list.</summary>
    public static Type? ElementOf(Type type)
    {
        if (type.IsSZArray)
            return type.GetElementType();
        return type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;
    }
}
