using System.Collections.Frozen;

namespace Vitrine.Catalogue;

/// <summary>What to import; every property is the command-line flag of the same name.</summary>
public sealed record ImportOptions
{
    /// <summary>What <see cref="Price"/> becomes among a product's numbers.</summary>
    public const string PriceName = "price";

    /// <summary>What <see cref="Brand"/> becomes among a product's attributes.</summary>
    public const string BrandName = "brand";

    /// <summary>The table: .csv, .tsv, .json, .jsonl, .xlsx or a feed in .xml, also packed with gzip or alone in a .zip.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// The encoding of the table, such as "utf-8" or "windows-1252". Null finds it out: by the byte-order mark, or UTF-8, or Windows-1252 where nearly nothing beyond
    /// ASCII is UTF-8; <see cref="ImportSummary.Notes"/> says so.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>What parts the cells of a .csv or .tsv: comma, semicolon, tab, bar, or a character. Null finds it out by the first rows.</summary>
    public string? Delimiter { get; init; }

    /// <summary>In the place of <see cref="Images"/>: the products have no photos, and are found by words. A folder of that name is "./none".</summary>
    public const string NoImages = "none";

    /// <summary>The photos: a folder with all folders below it, a .zip, a .tar or a .tar.gz; or <see cref="NoImages"/>.</summary>
    public required string Images { get; init; }

    /// <summary>Whether there are photos to look for.</summary>
    internal bool HasImages => Images != NoImages;

    /// <summary>The folder of the store; made when it does not exist, brought up to date when it does.</summary>
    public required string Out { get; init; }

    /// <summary>The column with the shop's own id. A column is named whole, whatever characters its name has; the second of two of one name is "name#2".</summary>
    public required string Id { get; init; }

    /// <summary>The columns that the title is put together from, with a blank between them.</summary>
    public required IReadOnlyList<string> Title { get; init; }

    /// <summary>
    /// The columns of the category path, coarse to fine; or one column, whose cells may hold paths and several of them (<see cref="CategoryFormat"/>). One text may list
    /// several columns with "/" between them; a column whose name it is comes first. A list in a cell is one path where each name of the column's lists keeps its place, else several categories.
    /// </summary>
    public required IReadOnlyList<string> Category { get; init; }

    /// <summary>
    /// What stands between the names of a path where <see cref="Category"/> is one column, and as a second character what stands between several paths: ">", "/,". Null finds it
    /// out by the first cells.
    /// </summary>
    public string? CategorySeparator { get; init; }

    /// <summary>
    /// Names that paths of <see cref="Category"/>, where that is one column, begin with and that are no categories: "Default Category" or "Root Catalog/Default Category", as Magento calls a shop's
    /// root. A path loses as many of them as it begins with, in their order; a product whose paths hold nothing else keeps them.
    /// </summary>
    public string? CategoryRoot { get; init; }

    /// <summary>
    /// The columns kept as attributes. A cell may hold several values: a list, or "S, M, L" where such pieces stand in other cells of the column too. One whose name speaks of colour also teaches the split its colour words. One text may list several with "," between them; a
    /// column whose name it is comes first. A column "attributes.size", as objects of a JSON table make it, is kept as "size" where nothing else is called so. "Option1 Value" is kept under what "Option1 Name"
    /// says, and cells of pairs, "color=Red,size=M" or "Color: Red; Size: M", under the names in them.
    /// </summary>
    public IReadOnlyList<string> Attribute { get; init; } = [];

    /// <summary>The columns kept as numbers.</summary>
    public IReadOnlyList<string> Number { get; init; } = [];

    /// <summary>The columns kept as the number "price": of each row the first that it fills, with more than 0 if another follows, such as "sale_price" before "price".</summary>
    public IReadOnlyList<string> Price { get; init; } = [];

    /// <summary>The column kept as the attribute "brand".</summary>
    public string? Brand { get; init; }

    /// <summary>The columns with the description, which is put together from them; one that an earlier one says too adds nothing.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>
    /// The column that says of which product a row is a variant, or a further photo. Rows that say the same are one product, of that id; an empty cell leaves the row a
    /// product of its own. It may be the column of <see cref="Id"/> itself, where rows of a product repeat its id.
    /// </summary>
    public string? VariantOf { get; init; }

    /// <summary>The column with the shop's id of a variant, where it is not that of <see cref="Id"/>.</summary>
    public string? VariantId { get; init; }

    /// <summary>
    /// A column with a second id of each row. A row whose <see cref="Id"/> is empty is called by it, with "id:" before it, and <see cref="VariantOf"/> may name a product by it,
    /// with "id:" or without, as WooCommerce does.
    /// </summary>
    public string? OtherId { get; init; }

    /// <summary>
    /// The column in which a product lists its variants, as Magento does: "sku=A-S,size=S|sku=A-M,size=M", or ids with commas or bars between them. The rows of these ids are its variants.
    /// </summary>
    public string? Variants { get; init; }

    /// <summary>
    /// The column that says for which store view a row is, as Magento does. A row that is for a view and whose <see cref="Id"/> another row has for all views is a translation of that product;
    /// so is one that repeats an id for a further view. Translations are left out and counted.
    /// </summary>
    public string? StoreView { get; init; }

    /// <summary>
    /// Columns that say whether a product is shown. Where one says 0, -1, "no", "FALSE", "draft", "archived", "hidden" or the like, the row is left out and counted; in the product's own
    /// row it leaves out all rows of the product. <see cref="Sync"/> removes such products.
    /// </summary>
    public IReadOnlyList<string> Status { get; init; } = [];

    /// <summary>The column that gives the split: a published one is kept. Empty cells are split by Vitrine's own rule.</summary>
    public string? Split { get; init; }

    /// <summary>The column that groups products which must stand on one side of the split.</summary>
    public string? Group { get; init; }

    /// <summary>The columns with references of photos, the main photo first, instead of <see cref="ImagePattern"/>: paths, file names or web addresses, one or several in a cell. Nothing is downloaded: the file of that name is looked for in <see cref="Images"/>.</summary>
    public IReadOnlyList<string> Image { get; init; } = [];

    /// <summary>Begins the name of a product by its <see cref="OtherId"/>.</summary>
    internal const string OtherIdStart = "id:";

    /// <summary>The default of <see cref="ImagePattern"/>.</summary>
    internal const string UsualPattern = "{id}.jpg";

    /// <summary>Where the id goes in <see cref="ImagePattern"/>.</summary>
    internal const string IdPlace = "{id}";

    /// <summary>
    /// What names a product's photo in <see cref="Images"/>, with {id} in it: "{id}.jpg", "big/{id}-front.png", "{id}.*" or "{id}" for any ending. Not used with <see cref="Image"/>.
    /// </summary>
    /// <remarks>
    /// Here and in <see cref="Image"/>, a path that is there exactly is taken. Otherwise the closest one is: in another letter case, with another photo ending,
    /// deeper in folders, percent-decoded, without "?v=3". Where several are equally close and differ in content, the row is reported as ambiguous.
    /// </remarks>
    public string ImagePattern { get; init; } = UsualPattern;

    /// <summary>Remove the products that the table no longer has.</summary>
    public bool Sync { get; init; }

    /// <summary>Remove however many; without it an import that would remove more than a fifth of the store changes nothing.</summary>
    public bool Yes { get; init; }

    /// <summary>
    /// Read also the photos whose files have the path, length and time of change that they had at the last import of the same folder or archive. Without it they are taken to be what they
    /// were, so a file that was written anew with the same length and an old time set is not noticed.
    /// </summary>
    public bool ReadAllPhotos { get; init; }

    /// <summary>Stop at the first bad row with a <see cref="BadDataException"/>, importing nothing.</summary>
    public bool Strict { get; init; }

    /// <summary>Import also where more than one row in twenty fails in one way, which is otherwise a <see cref="BadDataException"/> that leaves the store as it was.</summary>
    public bool Accept { get; init; }

    /// <summary>Attributes by name, with the column that each comes from.</summary>
    internal IEnumerable<(string Name, string Column)> AttributeColumns =>
        [.. Attribute.Select(column => (FieldName.Of(column, this), column)), .. Brand is { } brand ? [(BrandName, brand)] : Array.Empty<(string, string)>()];

    /// <summary>Numbers by name, with the column that each comes from.</summary>
    internal IEnumerable<(string Name, string Column)> NumberColumns =>
        [.. Number.Select(column => (FieldName.Of(column, this), column)), .. Price.Select(column => (PriceName, column))];

    /// <summary>Columns of attributes whose values other columns name (<see cref="ValueNames"/>), with these.</summary>
    internal IReadOnlyDictionary<string, string> NameColumns { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Rows may be of another product than their own id says.</summary>
    internal bool HasVariants => VariantOf is not null || Variants is not null;

    /// <summary>Every column that the import reads.</summary>
    internal IEnumerable<string> Columns =>
    [
        Id, .. Title, .. Category, .. Attribute, .. NameColumns.Values, .. new[] { Brand }.OfType<string>(), .. Number, .. Price, .. Image, .. Status, .. Description,
        .. new[] { OtherId, VariantOf, VariantId, StoreView, Split, Group }.OfType<string>(),
    ];
}
