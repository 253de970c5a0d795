using System.Collections;
using Npgsql;
using NpgsqlTypes;
using Pgvector;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>A column of the table of items.</summary>
/// <param name="Name">Given by us, never by a user: <c>f0</c> is the first field, whatever it is called.</param>
/// <param name="Type">Type of PostgreSQL.</param>
/// <param name="Of">What stands in it for an item, to be written by <see cref="Write"/>; null for nothing.</param>
internal sealed record ItemColumn(string Name, string Type, Func<IndexItem, object?> Of)
{
    /// <summary>Kind of index that finds items by it; null for none.</summary>
    public string? IndexMethod { get; init; }

    /// <summary>Writes a value of COPY.</summary>
    public static void Write(NpgsqlBinaryImporter importer, object? value)
    {
        switch (value)
        {
            case null:
                importer.WriteNull();
                break;
            case Vector vector:
                importer.Write(vector);
                break;
            case HalfVector vector:
                importer.Write(vector);
                break;
            case byte[] bytes:
                importer.Write(bytes, NpgsqlDbType.Bytea);
                break;
            case BitArray bits:
                importer.Write(bits, NpgsqlDbType.Bit);
                break;
            default:
                importer.Write(value, TypeOf(value));
                break;
        }
    }

    /// <summary>The same as the value of a statement.</summary>
    public static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        Vector or HalfVector or string or Guid => new NpgsqlParameter { Value = value },
        _ => new NpgsqlParameter { Value = value, NpgsqlDbType = TypeOf(value) },
    };

    /// <summary>Bytes that a value takes, about.</summary>
    public static int BytesOf(object? value) => value switch
    {
        byte[] bytes => bytes.Length,
        byte[][] several => several.Sum(one => one.Length + 24),
        float[] numbers => 4 * numbers.Length,
        Vector vector => 4 * vector.Memory.Length,
        HalfVector vector => 2 * vector.Memory.Length,
        BitArray bits => bits.Length / 8,
        _ => 8,
    } + 24;

    private static NpgsqlDbType TypeOf(object value) => value switch
    {
        byte[] => NpgsqlDbType.Bytea,
        byte[][] => NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        BitArray => NpgsqlDbType.Bit,
        int => NpgsqlDbType.Integer,
        long => NpgsqlDbType.Bigint,
        double => NpgsqlDbType.Double,
        float[] => NpgsqlDbType.Array | NpgsqlDbType.Real,
        _ => throw new InvalidOperationException($"A column holds no {value.GetType().Name}."),
    };
}
