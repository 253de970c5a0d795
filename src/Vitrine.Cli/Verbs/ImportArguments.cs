using System.CommandLine;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;

namespace Vitrine.Cli.Verbs;

/// <summary>The arguments that say what to import. What is left out stays open: an empty text or list in <see cref="ImportOptions"/>.</summary>
internal sealed class ImportArguments
{
    private readonly Argument<string?> file = new("FILE")
    {
        Description = "The table: .csv, .tsv, .json, .jsonl, .xlsx or a feed in .xml, also as .gz or alone in a .zip; or a store that 'vitrine export --of store' wrote. What is not said is guessed, shown, and asked about.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> table = new("--table") { Description = "The same as FILE.", HelpName = "FILE" };
    private readonly Option<string?> images = new("--images") { Description = "The photos: a folder, a .zip, a .tar or a .tar.gz; none where products have no photos and are found by words. [default: those beside the table]", HelpName = "DIR|FILE|none" };
    private readonly Option<string?> preset = new("--preset")
    {
        Description = "The export of a shop system whose columns are known; an option that names a column goes before it.",
        HelpName = string.Join('|', ImportPresets.Names),
    };

    private readonly Option<string?> id = new("--id") { Description = "Column with the shop's own id. The second of two columns of one name is name#2.", HelpName = "COL" };
    private readonly Option<string?> title = new("--title") { Description = "Columns that make up the title.", HelpName = "COL,COL" };
    private readonly Option<string?> category = new("--category") { Description = "Columns of the category path, coarse to fine; or one whose cells hold paths such as 'Shoes > Boots', or several of them.", HelpName = "COL/COL/…" };
    private readonly Option<string?> categorySeparator = new("--category-separator")
    {
        Description = "What stands between the names of a path in one column, and as a second sign between paths: '>', '/,'; found out if not said.",
        HelpName = "SIGNS",
    };

    private readonly Option<string?> categoryRoot = new("--category-root")
    {
        Description = "Names that paths in one column begin with and that are no categories: 'Default Category', 'Root Catalog/Default Category'.",
        HelpName = "NAME/NAME",
    };

    private readonly Option<string?> attribute = new("--attribute")
    {
        Description = "Columns kept as attributes. One that is about colour also teaches the split which words only name a colour.",
        HelpName = "COL,COL",
    };

    private readonly Option<string?> number = new("--number") { Description = "Columns kept as numbers.", HelpName = "COL,COL" };
    private readonly Option<string?> price = new("--price") { Description = "Columns with the price: of each row the first that it fills, such as sale_price,price.", HelpName = "COL,COL" };
    private readonly Option<string?> brand = new("--brand") { Description = "Column with the brand, kept as an attribute.", HelpName = "COL" };
    private readonly Option<string?> description = new("--description") { Description = "Columns that make up the description.", HelpName = "COL,COL" };
    private readonly Option<string?> variantOf = new("--variant-of")
    {
        Description = "Column that says of which product a row is a variant or a further photo; may be that of --id, where rows of a product repeat its id.",
        HelpName = "COL",
    };

    private readonly Option<string?> variantId = new("--variant-id") { Description = "Column with the id of a variant, where it is not that of --id.", HelpName = "COL" };
    private readonly Option<string?> otherId = new("--other-id") { Description = "Column with a second id: it stands for an empty one as id:44, and --variant-of may name a product by it.", HelpName = "COL" };
    private readonly Option<string?> variants = new("--variants") { Description = "Column in which a product lists its variants: 'sku=A-S,size=S|sku=A-M,size=M', or ids.", HelpName = "COL" };
    private readonly Option<string?> storeView = new("--store-view") { Description = "Column that says for which store view a row is; a row for a view that repeats an id is a translation and left out.", HelpName = "COL" };
    private readonly Option<string?> status = new("--status") { Description = "Columns that say whether a product is shown; rows that say 0, no, FALSE, draft, archived or the like are left out.", HelpName = "COL,COL" };
    private readonly Option<string?> imagePattern = new("--image-pattern")
    {
        Description = "What names a product's photo within --images; {id} or {id}.* for any ending. [default: {id}.jpg]",
        HelpName = "PATTERN",
    };

    private readonly Option<string?> image = new("--image")
    {
        Description = "Columns with the photos' paths or addresses, the main photo first, instead of --image-pattern. Nothing is downloaded: the file of that name is looked for in --images.",
        HelpName = "COL,COL",
    };

    private readonly Option<string?> split = new("--split") { Description = "Column that gives the split (train, validation, test): a published one is kept.", HelpName = "COL" };
    private readonly Option<string?> group = new("--group") { Description = "Column that groups products which the split must not part.", HelpName = "COL" };
    private readonly Option<string?> output = new Option<string?>("--out") { Description = "The store: made when it is not there, brought up to date when it is. [default: the table's name with .vitrine]", HelpName = "STORE" }.FolderToWrite();
    private readonly Option<string?> encoding = new("--encoding") { Description = "Encoding of the table, such as utf-8 or windows-1252; found out if not said.", HelpName = "NAME" };
    private readonly Option<string?> delimiter = new("--delimiter") { Description = "What parts the cells: comma, semicolon, tab, bar or a character; found out if not said.", HelpName = "CHAR" };

    public void AddTo(Command verb)
    {
        verb.Arguments.Add(file);
        foreach (var option in new Option[] { table, images, preset, id, title, category, categorySeparator, categoryRoot, attribute, number, price, brand, description, variantOf, variantId, otherId, variants, storeView, status, imagePattern, image, split, group, output, encoding, delimiter })
            verb.Options.Add(option);
    }

    /// <summary>The file that is given, whatever it is; null: none.</summary>
    public string? File(ParseResult arguments) => arguments.GetValue(file);

    /// <summary>The store that is named; null: none.</summary>
    public string? Store(ParseResult arguments) => arguments.GetValue(output);

    /// <summary>The preset that was asked for.</summary>
    public string? Preset(ParseResult arguments) => arguments.GetValue(preset);

    /// <summary>What was said.</summary>
    /// <exception cref="VerbException">No table, two of them, or an empty text where there has to be something.</exception>
    public ImportOptions Said(ParseResult arguments)
    {
        var path = (arguments.GetValue(file), arguments.GetValue(table)) switch
        {
            (null, null) => throw VerbException.Usage("'vitrine import' needs a table.", "name it: vitrine import products.csv"),
            (not null, not null) => throw VerbException.Usage("the table is given twice, as FILE and with --table.", "give one of them."),
            var (named, option) => named ?? option!,
        };
        if (path.Length == 0)
            throw VerbException.Usage("the name of the table is empty.", "name it: vitrine import products.csv");
        return new ImportOptions
        {
            Table = path,
            Images = One(images),
            Out = One(output),
            Id = One(id),
            Title = List(title),
            Category = List(category),
            CategorySeparator = arguments.GetValue(categorySeparator),
            CategoryRoot = arguments.GetValue(categoryRoot),
            Attribute = List(attribute),
            ImagePattern = One(imagePattern),
            Image = List(image),
            Number = List(number),
            Price = List(price),
            Brand = arguments.GetValue(brand),
            Description = List(description),
            VariantOf = arguments.GetValue(variantOf),
            VariantId = arguments.GetValue(variantId),
            OtherId = arguments.GetValue(otherId),
            Variants = arguments.GetValue(variants),
            StoreView = arguments.GetValue(storeView),
            Status = List(status),
            Split = arguments.GetValue(split),
            Group = arguments.GetValue(group),
            Encoding = arguments.GetValue(encoding),
            Delimiter = arguments.GetValue(delimiter),
        };

        // Left out is open to be guessed; empty is a slip, of a script's variable mostly.
        string One(Option<string?> option) => arguments.GetValue(option) switch
        {
            null => "",
            var value when string.IsNullOrWhiteSpace(value) => throw VerbException.Usage($"{option.Name} is empty.", $"give {option.HelpName}, or leave {option.Name} out."),
            var value => value,
        };

        string[] List(Option<string?> option) => One(option) is { Length: > 0 } value ? [value] : [];
    }
}
