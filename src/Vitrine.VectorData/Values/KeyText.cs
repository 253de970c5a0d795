using System.Globalization;

namespace Vitrine.VectorData.Values;

/// <summary>A record's key as the id of an item, and back.</summary>
internal static class KeyText
{
    /// <summary>The types that a key may have, in words.</summary>
    public const string Types = "string, Guid, int, long";

    /// <summary>Whether a key may have this type.</summary>
    public static bool IsKey(Type type) => type == typeof(string) || type == typeof(Guid) || type == typeof(int) || type == typeof(long);

    /// <summary>The id of a key.</summary>
    /// <exception cref="ArgumentException">It is null, empty, or of another type.</exception>
    public static string Of(object? key, Type type)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.GetType() != type)
            throw new ArgumentException($"A key of the type {key.GetType().Name}; this collection has keys of the type {type.Name}.", nameof(key));
        return key is string { Length: 0 } ? throw new ArgumentException("A record's key is empty; expected 1…1,000 characters.", nameof(key)) : string.Create(CultureInfo.InvariantCulture, $"{key}");
    }

    /// <summary>The key of an id.</summary>
    public static object Parse(string id, Type type)
    {
        if (type == typeof(string))
            return id;
        if (type == typeof(Guid))
            return Guid.Parse(id, CultureInfo.InvariantCulture);
        if (type == typeof(int))
            return int.Parse(id, CultureInfo.InvariantCulture);
        return long.Parse(id, CultureInfo.InvariantCulture);
    }
}
