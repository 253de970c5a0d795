using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The prepared statements of <see cref="ImportStaging"/>.</summary>
internal sealed class StagingStatements(SqliteConnection connection) : IDisposable
{
    private const string Wanted = "hash IS NULL AND reason IS NULL";

    public SqliteCommand InsertRow { get; } = connection.Prepare(
        """
        INSERT INTO row (line, id, title, path, attributes, image) VALUES ($line, $id, $title, $path, $attributes, $image)
        ON CONFLICT (id) DO NOTHING
        """,
        "$line", "$id", "$title", "$path", "$attributes", "$image");

    public SqliteCommand FindRow { get; } = connection.Prepare("SELECT line FROM row WHERE id = $id", "$id");

    public SqliteCommand InsertBadRow { get; } = connection.Prepare(
        "INSERT INTO bad_row (line, field, reason, detail, id) VALUES ($line, $field, $reason, $detail, $id)",
        "$line", "$field", "$reason", "$detail", "$id");

    public SqliteCommand InsertImage { get; } = connection.Prepare(
        "INSERT INTO image (name) VALUES ($name) ON CONFLICT (name) DO NOTHING", "$name");

    public SqliteCommand FindImage { get; } = connection.Prepare("SELECT number FROM image WHERE name = $name", "$name");

    public SqliteCommand PageOfWanted { get; } = connection.Prepare(
        $"SELECT number, name FROM image WHERE number > $last AND {Wanted} ORDER BY number LIMIT $limit", "$last", "$limit");

    public SqliteCommand SettleImage { get; } = connection.Prepare(
        "UPDATE image SET hash = $hash, ends_early = $endsEarly, reason = $reason, detail = $detail WHERE number = $number", "$hash", "$endsEarly", "$reason", "$detail", "$number");

    public SqliteCommand FirstRowOfImage { get; } = connection.Prepare(
        "SELECT line, id FROM row WHERE image = $image ORDER BY line LIMIT 1", "$image");

    public SqliteCommand FindPhoto { get; } = connection.Prepare("SELECT 1 FROM photo WHERE hash = $hash", "$hash");

    public SqliteCommand InsertPhoto { get; } = connection.Prepare(
        "INSERT INTO photo (hash, offset, length) VALUES ($hash, $offset, $length)", "$hash", "$offset", "$length");

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[InsertRow, FindRow, InsertBadRow, InsertImage, FindImage, PageOfWanted, SettleImage,
            FirstRowOfImage, FindPhoto, InsertPhoto])
        {
            command.Dispose();
        }
    }
}
