using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The prepared statements of <see cref="ImportStaging"/>.</summary>
internal sealed class StagingStatements(SqliteConnection connection) : IDisposable
{
    private const string Wanted = "hash IS NULL AND reason IS NULL";

    public SqliteCommand InsertRow { get; } = connection.Prepare(
        "INSERT INTO row (line, product, own, fields) VALUES ($line, $product, $own, $fields) ON CONFLICT DO NOTHING", "$line", "$product", "$own", "$fields");

    public SqliteCommand InsertProduct { get; } = connection.Prepare("INSERT INTO product (number, id) VALUES ($number, $id) ON CONFLICT (id) DO NOTHING", "$number", "$id");

    public SqliteCommand DeleteProduct { get; } = connection.Prepare("DELETE FROM product WHERE number = $number", "$number");

    public SqliteCommand FindProduct { get; } = connection.Prepare("SELECT number FROM product WHERE id = $id", "$id");

    public SqliteCommand InsertRowImage { get; } = connection.Prepare(
        "INSERT INTO row_image (line, position, image) VALUES ($line, $position, $image)", "$line", "$position", "$image");

    public SqliteCommand FindRow { get; } = connection.Prepare("SELECT line FROM row WHERE own = $own AND own <> ''", "$own");

    public SqliteCommand FindId { get; } = connection.Prepare(
        "SELECT EXISTS (SELECT 1 FROM product WHERE id = $id) OR EXISTS (SELECT 1 FROM bad_row WHERE id = $id)", "$id");

    public SqliteCommand InsertBadRow { get; } = connection.Prepare(
        "INSERT INTO bad_row (line, field, reason, detail, id, is_note) VALUES ($line, $field, $reason, $detail, $id, $note)",
        "$line", "$field", "$reason", "$detail", "$id", "$note");

    public SqliteCommand InsertImage { get; } = connection.Prepare(
        "INSERT INTO image (number, name) VALUES ($number, $name) ON CONFLICT (name) DO NOTHING", "$number", "$name");

    public SqliteCommand FindImage { get; } = connection.Prepare("SELECT number FROM image WHERE name = $name", "$name");

    public SqliteCommand PageOfWanted { get; } = connection.Prepare(
        $"SELECT number, name FROM image WHERE number > $last AND {Wanted} ORDER BY number LIMIT $limit", "$last", "$limit");

    public SqliteCommand SettleImage { get; } = connection.Prepare(
        "UPDATE image SET hash = $hash, ends_early = $endsEarly, path = $path, length = $length, modified = $modified WHERE number = $number",
        "$hash", "$endsEarly", "$path", "$length", "$modified", "$number");

    public SqliteCommand RefuseImage { get; } = connection.Prepare("UPDATE image SET reason = $reason, detail = $detail WHERE number = $number", "$reason", "$detail", "$number");

    public SqliteCommand FirstRowOfImage { get; } = connection.Prepare(
        """
        SELECT row.line, product.id FROM row_image JOIN row ON row.line = row_image.line JOIN product ON product.number = row.product
        WHERE row_image.image = $image ORDER BY row.line LIMIT 1
        """, "$image");

    public SqliteCommand FindPhoto { get; } = connection.Prepare("SELECT 1 FROM photo WHERE hash = $hash", "$hash");

    public SqliteCommand InsertPhoto { get; } = connection.Prepare(
        "INSERT INTO photo (hash, offset, length) VALUES ($hash, $offset, $length)", "$hash", "$offset", "$length");

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[InsertRow, InsertProduct, DeleteProduct, FindProduct, InsertRowImage, FindRow, FindId, InsertBadRow, InsertImage, FindImage, PageOfWanted, SettleImage, RefuseImage,
            FirstRowOfImage, FindPhoto, InsertPhoto])
        {
            command.Dispose();
        }
    }
}
