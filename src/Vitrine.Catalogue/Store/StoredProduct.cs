using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>A product as it was put, read back from the database.</summary>
/// <param name="Product">The product.</param>
/// <param name="Photos">SHA-256 of its photos, in their order.</param>
internal sealed record StoredProduct(ProductData Product, IReadOnlyList<byte[]> Photos)
{
    /// <summary>Reads the product of an id; null where there is none.</summary>
    public static StoredProduct? Find(SqliteConnection connection, string id)
    {
        using var command = connection.Prepare(
            "SELECT title, category, attributes, numbers, description, variants, split_group, given_part, further, photos FROM product WHERE id = $id", "$id");
        using var reader = command.Set(id).ExecuteReader();
        if (!reader.Read())
            return null;
        var product = new ProductData(id, reader.GetString(0), PathOf(connection, reader.GetInt32(1)))
        {
            Attributes = StoreJson.ReadAttributes(reader.GetString(2)),
            Numbers = StoreJson.ReadNumbers(reader.GetString(3)),
            Description = reader.GetString(4),
            Variants = VariantJson.Read(reader.GetString(5)),
            Group = reader.GetString(6),
            GivenPart = reader.IsDBNull(7) ? null : (Part)reader.GetInt32(7),
            FurtherCategories = [.. StoreNumbers.Read(reader.GetFieldValue<byte[]>(8)).Select(category => PathOf(connection, category))],
        };
        return new StoredProduct(product, [.. StoreNumbers.Read(reader.GetFieldValue<byte[]>(9)).Select(photo => HashOf(connection, photo))]);
    }

    private static string[] PathOf(SqliteConnection connection, int category) =>
        StoreJson.ReadNames(connection.Scalar<string>("SELECT path FROM category WHERE category = $category", ("$category", category))!);

    private static byte[] HashOf(SqliteConnection connection, int photo)
    {
        using var command = connection.Prepare("SELECT hash FROM photo WHERE photo = $photo", "$photo");
        return (byte[])command.Set(photo).ExecuteScalar()!;
    }
}
