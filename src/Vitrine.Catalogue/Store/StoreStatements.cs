using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The prepared statements of a <see cref="StoreWriter"/>.</summary>
internal sealed class StoreStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand findPhoto = connection.Prepare("SELECT photo FROM photo WHERE hash = $hash", "$hash");
    private readonly SqliteCommand findProduct = connection.Prepare("SELECT row, digest FROM product WHERE id = $id", "$id");

    public SqliteCommand InsertPhoto { get; } = connection.Prepare(
        "INSERT INTO photo (hash, offset, length) VALUES ($hash, $offset, $length)", "$hash", "$offset", "$length");

    public SqliteCommand InsertCategory { get; } = connection.Prepare(
        "INSERT INTO category (category, path) VALUES ($category, $path)", "$category", "$path");

    public SqliteCommand InsertProduct { get; } = connection.Prepare(
        """
        INSERT INTO product (row, id, title, category, part, attributes, photo, digest)
        VALUES ($row, $id, $title, $category, 0, $attributes, $photo, $digest)
        """,
        "$row", "$id", "$title", "$category", "$attributes", "$photo", "$digest");

    public SqliteCommand UpdateProduct { get; } = connection.Prepare(
        """
        UPDATE product SET title = $title, category = $category, attributes = $attributes, photo = $photo, digest = $digest
        WHERE row = $row
        """,
        "$title", "$category", "$attributes", "$photo", "$digest", "$row");

    public SqliteCommand InsertBadRow { get; } = connection.Prepare(
        """
        INSERT INTO bad_row (file, line, field, reason, detail, id)
        VALUES ($file, $line, $field, $reason, $detail, $id)
        """,
        "$file", "$line", "$field", "$reason", "$detail", "$id");

    public long? FindPhoto(byte[] hash) => (long?)findPhoto.Set(hash).ExecuteScalar();

    public (int Row, byte[]? Digest) FindProduct(string id)
    {
        using var reader = findProduct.Set(id).ExecuteReader();
        return reader.Read() ? (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)) : (-1, null);
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[findPhoto, findProduct, InsertPhoto, InsertCategory, InsertProduct, UpdateProduct, InsertBadRow])
            command.Dispose();
    }
}
