namespace Vitrine.Catalogue;

/// <summary>What the columns of a table seem to be for: by what is in them, and by what they are called.</summary>
/// <remarks>
/// The id is the column whose values name the photos, or a unique one of a usual name; the categories are one column of paths, or columns of which each finer one
/// determines the coarser; the title is called so, or is the column of several words.
/// </remarks>
internal sealed class ColumnGuess(SampledTable table, SampledPhotos photos)
{
    private const int MostCategories = 2000;

    private static readonly string[] Ids =
        ["id", "sku", "productid", "itemid", "articleid", "articlenumber", "productcode", "itemcode", "code", "handle", "asin", "itemnumber", "productnumber", "artikelnummer", "artikelnr", "artnr", "artikelcode", "referenz", "referencia", "riferimento", "uniqid", "reference", "gtin", "ean"];

    private static readonly string[] Titles =
    [
        "title", "name", "producttitle", "productname", "productdisplayname", "displayname", "itemname", "itemtitle", "titel", "titre", "titolo", "titulo", "produktname", "artikelname", "produkttitel", "artikelbezeichnung",
        "produktbezeichnung", "bezeichnung", "productnaam", "naam", "nom", "nomduproduit", "libelle", "designation", "nombre", "nome", "nombredelproducto", "nomeprodotto",
    ];

    // Columns of these names hold titles if they hold texts of several words.
    private static readonly string[] Things = ["product", "item", "article", "produkt", "artikel", "produit", "producto", "articulo", "prodotto", "articolo"];

    private static readonly string[] Prices =
        ["price", "regularprice", "listprice", "retailprice", "unitprice", "currentprice", "saleprice", "priceamount", "pricevalue", "preis", "verkaufspreis", "bruttopreis", "preisbrutto", "prix", "prixttc", "precio", "prezzo", "prijs", "pris", "preco", "mrp"];

    private static readonly string[] SalePrices =
        ["saleprice", "specialprice", "offerprice", "discountedprice", "discountprice", "reducedprice", "promoprice", "angebotspreis", "aktionspreis", "sonderpreis", "prixpromo", "prixpromotionnel", "prixsolde", "preciooferta", "preciorebajado", "prezzoscontato", "aanbiedingsprijs"];

    private static readonly string[] PriceWords = ["price", "preis", "prix", "precio", "prezzo", "prijs"];

    private static readonly string[] FormerPriceWords = ["old", "was", "before", "rrp", "compare", "former", "alt", "statt", "ancien", "barre", "anterior"];

    // How many are left is no look of a product, whatever the cells say: "In stock", "50+".
    private static readonly string[] StockWords = ["stock", "availab", "quantity", "qty", "inventory", "bestand", "lager", "voorraad", "disponib"];

    private static readonly string[] Brands = ["brand", "brandname", "vendor", "manufacturer", "marke", "hersteller", "marque", "fabricant", "marca", "fabricante", "produttore", "merk", "fabrikant"];

    private static readonly string[] Descriptions =
    [
        "description", "longdescription", "productdescription", "bodyhtml", "body", "shortdescription", "beschreibung", "produktbeschreibung", "artikelbeschreibung", "langtext", "kurzbeschreibung", "descripcion",
        "descrizione", "descricao", "omschrijving", "beschrijving", "details", "detaildesc",
        "feature", "features", "bulletpoints", "highlights",
    ];

    private static readonly string[] Parents = ["parentsku", "parentid", "parentasin", "itemgroupid", "variantof", "parent"];

    // What people copy from a shelf or another shop, though no two products have the same.
    private static readonly string[] Codes =
    [
        "isbn", "isbn10", "isbn13", "ean", "ean13", "gtin", "gtin13", "upc", "barcode", "mpn", "partnumber", "manufacturerpartnumber", "modelnumber", "modellnummer", "herstellernummer", "herstellernr", "herstnr", "herstartnr", "herstellerartnr", "fabricantref", "reffabricant",
        "oe", "oem", "oenummer", "oenumber", "oenr", "oemnummer", "oemnumber", "oemnr", "oemno", "oemref*", "partno", "partnr", "teilenummer", "teilenr", "ersatzteilnummer", "vergleichsnummer*", "crossreference*", "referencenumber", "herstellerartikelnummer", "manufacturersku",
        "modelno", "modelnr", "stylenumber", "typnummer", "referenciafabricante", "referencefabricant", "codicearticolo", "codigobarras", "codicebarre", "codebarre", "codebarres", "strichcode",
    ];

    // Nobody looks for what only programs read.
    private static readonly string[] ForPrograms = ["url", "link", "href", "slug", "handle", "image", "photo", "picture", "bild", "foto", "file", "path", "date", "time", "created", "updated", "note", "internal", "seo", "meta", "related", "upsell", "crosssell"];

    private static readonly string[] Looks =
        ["color*", "colour*", "basecolo*", "size#", "material*", "pattern", "gender", "season", "farbe", "grosse", "groesse", "geschlecht", "muster", "couleur", "taille", "matiere", "kleur", "maat", "talla", "taglia"];

    private readonly Lazy<IReadOnlySet<SampledColumn>> codes = new(() => CodeColumns.In(table.Columns));

    private readonly Lazy<IReadOnlySet<string>> names = new(() => ValueNames.In([.. table.Columns.Select(column => column.Name)]).Values.ToHashSet(StringComparer.Ordinal));

    /// <summary>The options with the columns that every import needs, where these are open.</summary>
    /// <exception cref="UsageException">One of them cannot be told.</exception>
    public ImportOptions FillIn(ImportOptions said)
    {
        said = WithPhotos(said);
        if (said.Title.Count == 0)
            said = said with { Title = [TitleColumn(Free(said)).Name] };
        if (said.Category.Count > 0)
            return said;
        var categories = CategoryColumns.In([.. Free(said).Where(column => !Any(column, Prices, Brands, Descriptions, Parents, Looks) && !codes.Value.Contains(column))])
            ?? throw Unclear("which columns are the categories", "no column determines a coarser one, and none is called a category or type");
        return said with { Category = [.. categories.Select(column => column.Name)] };
    }

    /// <summary>The options with the columns that an import can do without, where these are open.</summary>
    public ImportOptions WithMore(ImportOptions said)
    {
        said = said with
        {
            Price = said.Price.Count > 0 ? said.Price : PricesIn([.. Free(said).Where(IsNumeric)]),
            Brand = said.Brand ?? Free(said).FirstOrDefault(column => Any(column, Brands) && column.Filled > 0)?.Name,
            Description = said.Description.Count > 0 ? said.Description : [.. Descriptions.SelectMany(table.Called).Where(column => column.Filled > 0 && IsFree(said, column)).Select(column => column.Name).Distinct()],
            VariantOf = said.VariantOf ?? (said.Variants is null ? Free(said).FirstOrDefault(column => Any(column, Parents) && NamesParents(column, said.Id))?.Name : null),
        };
        if (said.Number.Count == 0)
            said = said with { Number = [.. Free(said).Where(column => !Any(column, Looks) && !codes.Value.Contains(column) && NumberColumns.AreAmounts(column)).Select(column => column.Name)] };
        return said.Attribute.Count > 0
            ? said
            : said with { Attribute = [.. Free(said).Where(IsAttribute).Select(column => column.Name)] };
    }

    private bool IsAttribute(SampledColumn column) => column.Filled > 0 && !column.IsCalled(StockWords) && !names.Value.Contains(column.Name)
        && (Any(column, Codes) || (!codes.Value.Contains(column) && (column.IsCategorical(MostCategories) || Any(column, Looks) || (column.Distinct > 1 && (column.HoldsShortTexts || (column.HoldsListsOfNumbers && !column.Key.EndsWith("id", StringComparison.Ordinal) && !column.Key.EndsWith("ids", StringComparison.Ordinal))) && !column.IsCalled(ForPrograms)))));

    private ImportOptions WithPhotos(ImportOptions said)
    {
        var isOpen = said.Image.Count == 0 && said.ImagePattern.Length == 0;
        var columns = new PhotoColumns(table, photos);
        var listing = isOpen ? columns.Listing() : [];
        var naming = isOpen || said.Id.Length == 0 ? columns.Naming() : null;
        // What names a photo is the id; but a column of references may lead to more photos of each product.
        var lists = listing.Length > 0 && columns.CountFound(listing) is var found && (found > 0 || naming is null) && found >= (naming?.Found ?? 0);
        if (said.Id.Length == 0)
        {
            var id = naming is { } names && !lists ? names.Column : CalledId(said, listing) ?? naming?.Column;
            said = said with { Id = (id ?? throw Unclear("which column is the id", "no column has another value in every row")).Name };
        }

        if (!isOpen || !said.HasImages)
            return said;
        if (lists)
            return said with { Image = [.. listing.Select(column => column.Name)] };
        if (naming is { } by && by.Column.Name == said.Id)
            return said with { ImagePattern = by.Pattern };
        throw Unclear("which column names the photos", photos.Paths is [var first, ..]
            ? $"no column of {string.Join(", ", table.Columns.Select(column => column.Name))} holds names such as '{PhotoColumns.Stem(first)}'"
            : "there are no photos to compare it with");
    }

    private SampledColumn? CalledId(ImportOptions said, SampledColumn[] listing)
    {
        SampledColumn[] open = [.. Free(said).Except(listing)];
        SampledColumn[] unique = [.. open.Where(column => column.IsUnique && !Titles.Contains(column.Key))];
        // What is called so is it, though some rows stand there twice.
        return Ids.SelectMany(name => open.Where(column => column.Key == name && column.IsMostlyUnique)).FirstOrDefault()
            ?? unique.FirstOrDefault(column => column.IsCalled("id", "sku", "number", "code"))
            ?? unique.FirstOrDefault(column => column.MeanWords < 1.5);
    }

    private SampledColumn TitleColumn(SampledColumn[] free)
    {
        if (Titles.SelectMany(name => free.Where(column => column.Key == name && column.Filled > 0)).FirstOrDefault() is { } called)
            return called;
        SampledColumn[] texts = [.. free.Where(column => column.MeanWords >= 1.5 && !column.IsCategorical(MostCategories / 10) && !Any(column, Descriptions) && !CategoryColumns.HoldsArrows(column))];
        return texts.Where(column => column.IsCalled("title", "name")).MaxBy(column => column.MeanWords)
            ?? texts.FirstOrDefault(column => Any(column, Things))
            ?? texts.MaxBy(column => column.MeanWords)
            ?? throw Unclear("which column is the title", "no column holds texts of several words");
    }

    // What a product costs now goes before what it costs otherwise.
    private static string[] PricesIn(SampledColumn[] numeric)
    {
        if (PriceColumn([.. numeric.Where(column => !Any(column, SalePrices))]) is not { } price)
            return PriceColumn(numeric) is { } only ? [only.Name] : [];
        return [.. numeric.Where(column => Any(column, SalePrices)).Select(column => column.Name), price.Name];
    }

    private static SampledColumn? PriceColumn(SampledColumn[] numeric) =>
        numeric.FirstOrDefault(column => Any(column, Prices))
        ?? numeric.FirstOrDefault(column => column.IsCalled(PriceWords) && !column.IsCalled(FormerPriceWords));

    private SampledColumn[] Free(ImportOptions said) => [.. table.Columns.Where(column => IsFree(said, column))];

    private static bool IsFree(ImportOptions said, SampledColumn column) => !said.Columns.Contains(column.Name) && column.Name != said.Variants;

    private bool NamesParents(SampledColumn column, string id)
    {
        string[] parents = [.. column.Cells.Select(cell => cell.Text).Where(text => text.Length > 0)];
        return parents.Length > 0 && (parents.Distinct().Count() < parents.Length || table.Columns.First(other => other.Name == id) is var ids && parents.All(ids.Has));
    }

    private static bool IsNumeric(SampledColumn column) =>
        column.Filled > 0 && column.Cells.Count(cell => cell.Text.Length > 0 && NumberCell.TryRead(cell.Text, out _)) * 10 >= column.Filled * 9;

    private static bool Any(SampledColumn column, params ReadOnlySpan<string[]> patterns)
    {
        foreach (var list in patterns)
        {
            if (list.Any(pattern => HeaderKey.Matches(pattern, column.Key)))
                return true;
        }

        return false;
    }

    private UsageException Unclear(string what, string why) =>
        new($"{table.Path}: it cannot be told {what}: {why}.", "Say it with 'vitrine import --table … --id … --title … --category …', and the photos with --image or --image-pattern.");
}
