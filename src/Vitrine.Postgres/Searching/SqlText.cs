using System.Collections;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Pgvector;

namespace Vitrine.Postgres;

/// <summary>A statement with its values. What comes from outside is a value, <c>$1</c>, and never part of the text.</summary>
internal sealed class SqlText
{
    private readonly List<NpgsqlParameter> values = [];

    /// <summary>The statement; set when all values are there.</summary>
    public string Text { get; set; } = "";

    public string Add(byte[] bytes) => Add(bytes, NpgsqlDbType.Bytea);

    public string Add(byte[][] several) => Add(several, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public string Add(double[] numbers) => Add(numbers, NpgsqlDbType.Array | NpgsqlDbType.Double);

    public string Add(long[] numbers) => Add(numbers, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public string Add(int[] numbers) => Add(numbers, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public string Add(float number) => Add(number, NpgsqlDbType.Real);

    public string Add(double number) => Add(number, NpgsqlDbType.Double);

    public string Add(long number) => Add(number, NpgsqlDbType.Bigint);

    public string Add(BitArray bits) => Add(bits, NpgsqlDbType.Bit);

    /// <summary>A query's vector, to be compared with a column exactly.</summary>
    public string Add(ReadOnlySpan<float> vector, StoredVectors stored)
    {
        if (stored == StoredVectors.Array)
            return Add([.. vector.ToArray().Select(number => (double)number)]);
        values.Add(new NpgsqlParameter { Value = new Vector(vector.ToArray()) });
        return Last;
    }

    /// <summary>The command of a batch.</summary>
    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(Text);
        foreach (var value in values)
            command.Parameters.Add(value.Clone()); // a search that is tried again makes its commands anew
        return command;
    }

    /// <summary>The statement and its values, for those who look.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Text).Append('\n');
        for (var i = 0; i < values.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"  ${i + 1} = {Shown(values[i].Value!)}\n");
        return text.ToString();
    }

    private string Last => string.Create(CultureInfo.InvariantCulture, $"${values.Count}");

    private string Add(object value, NpgsqlDbType type)
    {
        values.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return Last;
    }

    private static string Shown(object value) => value switch
    {
        byte[] { Length: > 100 } bytes => $"{bytes.Length} bytes",
        byte[] bytes => $"'{string.Concat(Encoding.UTF8.GetString(bytes).Select(letter => char.IsControl(letter) ? '·' : letter))}'",
        byte[][] several => $"{{{string.Join(", ", several.Take(10).Select(Shown))}{(several.Length > 10 ? $", … {several.Length}" : "")}}}",
        BitArray bits => $"{bits.Length} bits",
        Vector vector => $"a vector of {vector.Memory.Length} dimensions",
        Array array => $"{{{string.Join(", ", array.Cast<object>().Take(10).Select(Shown))}{(array.Length > 10 ? $", … {array.Length}" : "")}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
