using Vitrine.Catalogue;

namespace Vitrine.Server.Writing;

/// <summary>Makes a product of what a client sent, or changes one; says what of it cannot be.</summary>
internal static class ProductReading
{
    /// <summary>A whole product.</summary>
    /// <exception cref="Problems.ProblemException">Something is missing or not as it has to be.</exception>
    public static ProductData Whole(string id, SentProduct sent)
    {
        if (sent.Title is null || sent.Category is null)
            throw SentLimits.Wrong($"The product has no {(sent.Title is null ? "title" : "category")}; a product needs both.", "Send all of the product, or send what changes of it with PATCH.");
        return Changed(new ProductData(id, "", []), sent);
    }

    /// <summary>A product with what a client sent of it; checked whole before, so that it does not fail for what the product is.</summary>
    /// <exception cref="Problems.ProblemException">Something is not as it has to be.</exception>
    public static ProductData Changed(ProductData product, SentProduct sent) => product with
    {
        Title = sent.Title is null ? product.Title : SentLimits.CheckText("title", sent.Title.Trim(), SentLimits.TitleLetters),
        Description = sent.Description is null ? product.Description : SentLimits.CheckText("description", sent.Description, SentLimits.DescriptionLetters, mayBeEmpty: true),
        CategoryPath = sent.Category is null ? product.CategoryPath : Path("category", sent.Category.Texts is [var only] ? only.Split('/') : sent.Category.Texts),
        FurtherCategories = sent.FurtherCategories is null ? product.FurtherCategories : Further(sent.FurtherCategories),
        Attributes = sent.Attributes is null ? product.Attributes : Merged("attributes", product.Attributes, sent.Attributes, Texts),
        Numbers = sent.Numbers is null ? product.Numbers : Merged("numbers", product.Numbers, sent.Numbers, Number),
        Variants = sent.Variants is null ? product.Variants : Variants(sent.Variants),
        Group = sent.Group is null ? product.Group : SentLimits.CheckText("group", sent.Group, SentLimits.NameLetters, mayBeEmpty: true),
    };

    private static string[] Path(string field, IReadOnlyList<string> names)
    {
        string[] path = [.. names.Select(name => name?.Trim() ?? "")];
        if (path.Length is 0 or > SentLimits.CategoryDepth || path.Any(name => name.Length is 0 or > SentLimits.NameLetters || name.Any(char.IsControl)))
            throw SentLimits.Wrong($"'{field}' is '{string.Join('/', path)}'; 1 to {SentLimits.CategoryDepth} names of 1 to {SentLimits.NameLetters} letters from coarse to fine are expected.", "Send it as [\"Apparel\", \"Topwear\"].");
        return path;
    }

    private static string[][] Further(IReadOnlyList<IReadOnlyList<string>> paths)
    {
        SentLimits.CheckCount("furtherCategories", paths.Count, SentLimits.FurtherCategories);
        return [.. paths.Select(path => Path("furtherCategories", path ?? []))];
    }

    private static Variant[] Variants(IReadOnlyList<SentVariant> sent)
    {
        SentLimits.CheckCount("variants", sent.Count, SentLimits.Variants);
        return
        [
            .. sent.Select(variant => new Variant(
                variant?.Id is { Length: > 0 } id ? SentLimits.CheckId(id) : "",
                Merged("variants.attributes", new Dictionary<string, IReadOnlyList<string>>(), variant?.Attributes ?? new Dictionary<string, SentTexts?>(), Texts),
                Merged("variants.numbers", new Dictionary<string, double>(), variant?.Numbers ?? new Dictionary<string, double?>(), Number))),
        ];
    }

    // As RFC 7396 merges: what is null goes, what is not there stays.
    private static Dictionary<string, TValue> Merged<TValue, TSent>(string field, IReadOnlyDictionary<string, TValue> before, IReadOnlyDictionary<string, TSent?> sent, Func<string, TSent, TValue?> read)
    {
        var merged = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in sent)
        {
            SentLimits.CheckText(field, name, SentLimits.NameLetters);
            if (value is not null && read($"{field}.{name}", value) is { } given)
                merged[name] = given;
            else
                merged.Remove(name);
        }

        SentLimits.CheckCount(field, merged.Count, SentLimits.Names);
        return merged;
    }

    private static IReadOnlyList<string>? Texts(string field, SentTexts sent)
    {
        SentLimits.CheckCount(field, sent.Texts.Count, SentLimits.TextsPerName);
        return sent.Texts.Count == 0 ? null : [.. sent.Texts.Select(text => SentLimits.CheckText(field, text, SentLimits.TextLetters))];
    }

    private static double Number(string field, double? sent) => double.IsFinite(sent!.Value) ? sent.Value : throw SentLimits.Wrong($"'{field}' is no finite number.", "Send a number such as 19.9.");
}
