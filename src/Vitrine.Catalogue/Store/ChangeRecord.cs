using System.Text;

namespace Vitrine.Catalogue;

/// <summary>How a <see cref="StoreChange"/> is written: the texts of the product as the database has them, one after another, then its photos.</summary>
internal static class ChangeRecord
{
    private const int NoPart = -1;

    public static byte[] Write(StoreChange change)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(change.Id);
        writer.Write(change.Product is not null);
        if (change.Product is { } product)
        {
            writer.Write(product.Title);
            writer.Write(StoreJson.Write(product.CategoryPath));
            writer.Write(product.FurtherCategories.Count);
            foreach (var path in product.FurtherCategories)
                writer.Write(StoreJson.Write(path));
            writer.Write(StoreJson.Write(product.Attributes));
            writer.Write(StoreJson.Write(product.Numbers));
            writer.Write(product.Description);
            writer.Write(VariantJson.Write(product.Variants));
            writer.Write(product.Group);
            writer.Write(product.GivenPart is { } part ? (int)part : NoPart);
            writer.Write(change.Photos.Count);
            foreach (var photo in change.Photos)
            {
                writer.Write(photo.Hash);
                writer.Write(photo.Bytes.Length);
                writer.Write(photo.Bytes);
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="IOException">The bytes end too early.</exception>
    /// <exception cref="FormatException">They are no record.</exception>
    public static StoreChange Read(long sequence, byte[] record)
    {
        using var reader = new BinaryReader(new MemoryStream(record), Encoding.UTF8);
        var id = reader.ReadString();
        if (!reader.ReadBoolean())
            return new StoreChange(sequence, id, null, []);
        var product = new ProductData(id, reader.ReadString(), StoreJson.ReadNames(reader.ReadString()))
        {
            FurtherCategories = [.. Enumerable.Range(0, Count(reader, record.Length)).Select(_ => StoreJson.ReadNames(reader.ReadString()))],
            Attributes = StoreJson.ReadAttributes(reader.ReadString()),
            Numbers = StoreJson.ReadNumbers(reader.ReadString()),
            Description = reader.ReadString(),
            Variants = VariantJson.Read(reader.ReadString()),
            Group = reader.ReadString(),
            GivenPart = reader.ReadInt32() is >= 0 and var part ? (Part)part : null,
        };
        return new StoreChange(sequence, id, product, [.. Enumerable.Range(0, Count(reader, record.Length)).Select(_ => new StoredPhoto(reader.ReadBytes(PhotoHashBytes), reader.ReadBytes(Count(reader, record.Length))))]);
    }

    private const int PhotoHashBytes = 32;

    private static int Count(BinaryReader reader, int most) =>
        reader.ReadInt32() is var count && count >= 0 && count <= most ? count : throw new FormatException($"a record of {most} bytes says that {count} of something follow");
}
