using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The prepared statements of a <see cref="StoreWriter"/>.</summary>
internal sealed class StoreStatements(SqliteConnection connection) : IDisposable
{
    private static readonly string[] ProductFields =
        ["$title", "$category", "$further", "$attributes", "$numbers", "$description", "$variants", "$photos", "$group", "$part", "$digest", "$source"];

    private readonly SqliteCommand findPhoto = connection.Prepare("SELECT photo FROM photo WHERE hash = $hash", "$hash");
    private readonly SqliteCommand findProduct = connection.Prepare("SELECT row, digest, source FROM product WHERE id = $id", "$id");

    public SqliteCommand InsertPhoto { get; } = connection.Prepare(
        "INSERT INTO photo (hash, offset, length) VALUES ($hash, $offset, $length)", "$hash", "$offset", "$length");

    public SqliteCommand InsertFile { get; } = connection.Prepare(
        "INSERT OR REPLACE INTO photo_file (path, length, modified, photo, ends_early) SELECT $path, $length, $modified, photo, $endsEarly FROM photo WHERE hash = $hash",
        "$path", "$length", "$modified", "$hash", "$endsEarly");

    public SqliteCommand InsertCategory { get; } = connection.Prepare(
        "INSERT INTO category (category, path, products) VALUES ($category, $path, 0)", "$category", "$path");

    public SqliteCommand InsertProduct { get; } = connection.Prepare(
        """
        INSERT INTO product (title, category, further, part, attributes, numbers, description, variants, photos, split_group, given_part, digest, source, row, id)
        VALUES ($title, $category, $further, 0, $attributes, $numbers, $description, $variants, $photos, $group, $part, $digest, $source, $row, $id)
        """,
        [.. ProductFields, "$row", "$id"]);

    public SqliteCommand UpdateProduct { get; } = connection.Prepare(
        """
        UPDATE product SET title = $title, category = $category, further = $further, attributes = $attributes, numbers = $numbers, description = $description,
            variants = $variants, photos = $photos, split_group = $group, given_part = $part, digest = $digest, source = $source
        WHERE row = $row
        """,
        [.. ProductFields, "$row"]);

    public SqliteCommand DeleteProduct { get; } = connection.Prepare("DELETE FROM product WHERE row = $row", "$row");

    public SqliteCommand MoveProduct { get; } = connection.Prepare("UPDATE product SET row = $to WHERE row = $from", "$to", "$from");

    public SqliteCommand InsertBadRow { get; } = connection.Prepare(
        """
        INSERT INTO bad_row (file, line, field, reason, detail, id, is_note)
        VALUES ($file, $line, $field, $reason, $detail, $id, $note)
        """,
        "$file", "$line", "$field", "$reason", "$detail", "$id", "$note");

    public long? FindPhoto(byte[] hash) => (long?)findPhoto.Set(hash).ExecuteScalar();

    public SqliteCommand UpdateSource { get; } = connection.Prepare("UPDATE product SET source = $source WHERE row = $row", "$source", "$row");

    public (int Row, byte[]? Digest, byte[]? Source) FindProduct(string id)
    {
        using var reader = findProduct.Set(id).ExecuteReader();
        return reader.Read() ? (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2)) : (-1, null, null);
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[findPhoto, findProduct, InsertPhoto, InsertFile, InsertCategory, InsertProduct, UpdateProduct, UpdateSource, DeleteProduct, MoveProduct, InsertBadRow])
            command.Dispose();
    }
}
