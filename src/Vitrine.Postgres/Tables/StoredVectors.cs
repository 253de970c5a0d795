using System.Globalization;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>In which type of PostgreSQL the vectors of an index are kept; fixed when it is made.</summary>
internal enum StoredVectors
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>pgvector, float32.</summary>
    Vector,

    /// <summary>pgvector, half precision: for float16, and for int8, which pgvector does not have.</summary>
    HalfVector,

    /// <summary>An array of float32, without pgvector.</summary>
    Array,
}

/// <summary>What follows from the type.</summary>
internal static class StoredVectorsType
{
    private const int MostPgvectorDimensions = 16_000;

    public static StoredVectors Of(IndexSchema schema, ServerAbilities server) => !schema.HasVectors ? StoredVectors.None
        : !server.HasPgvector || schema.VectorDimensions > MostPgvectorDimensions ? StoredVectors.Array
        : schema.VectorFormat == VectorFormat.Float32 ? StoredVectors.Vector
        : StoredVectors.HalfVector;

    /// <summary>The type of the column.</summary>
    public static string Sql(this StoredVectors stored, int dimensions) => stored switch
    {
        StoredVectors.Vector => string.Create(CultureInfo.InvariantCulture, $"vector({dimensions})"),
        StoredVectors.HalfVector => string.Create(CultureInfo.InvariantCulture, $"halfvec({dimensions})"),
        _ => "real[]",
    };

    /// <summary>Most dimensions of a graph (HNSW).</summary>
    public static int MostGraphDimensions(this StoredVectors stored) => stored == StoredVectors.Vector ? 2000 : 4000;

    /// <summary>A vector as it will be read again. An array keeps what the embedded index keeps, so that both score alike.</summary>
    public static float[] Rounded(this StoredVectors stored, ReadOnlySpan<float> vector, VectorFormat format)
    {
        if (stored == StoredVectors.Array)
            return ItemDigest.Kept(vector, format);
        var rounded = vector.ToArray();
        for (var i = 0; i < rounded.Length && stored == StoredVectors.HalfVector; i++)
            rounded[i] = (float)(Half)rounded[i];
        return rounded;
    }
}
