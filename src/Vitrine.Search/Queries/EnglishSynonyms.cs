namespace Vitrine.Search.Queries;

/// <summary>Common words of English shops that mean the same, to ask for products in words that the shop does not use. No synonyms of a search: a shop brings its own.</summary>
internal static class EnglishSynonyms
{
    private static readonly string[][] Groups =
    [
        ["grey", "gray"], ["red", "crimson", "scarlet"], ["blue", "azure"], ["purple", "violet"], ["beige", "sand"], ["maroon", "burgundy"], ["golden", "gold"], ["turquoise", "aqua"], ["multi", "multicoloured"],
        ["men", "gents"], ["women", "ladies"], ["kids", "children"], ["unisex", "genderless"], ["ethnic", "traditional"], ["casual", "informal"],
        ["tshirt", "t-shirt", "tee"], ["sweater", "jumper", "pullover"], ["hoodie", "hooded-sweatshirt"], ["trousers", "pants", "slacks"], ["tights", "pantyhose"], ["shoe", "footwear"], ["sneaker", "trainer"],
        ["handbag", "purse"], ["wallet", "billfold"], ["backpack", "rucksack"], ["suitcase", "luggage"], ["sunglasses", "shades"], ["spectacles", "eyeglasses"], ["cap", "hat"], ["scarf", "shawl"],
        ["jewellery", "jewelry"], ["necklace", "chain"], ["bracelet", "bangle"], ["perfume", "fragrance"], ["lipstick", "lipcolour"], ["watch", "timepiece", "wristwatch"], ["dress", "gown", "frock"],
        ["jacket", "blazer"], ["coat", "overcoat"], ["underwear", "undergarments"], ["bra", "brassiere"], ["nightwear", "sleepwear"], ["swimwear", "beachwear"], ["sandal", "slide"], ["slipper", "houseshoe"],
        ["sofa", "couch", "settee"], ["rug", "carpet"], ["lamp", "light"], ["wardrobe", "closet"], ["curtain", "drape"], ["pillow", "cushion"], ["blanket", "throw"], ["desk", "bureau"], ["stool", "footstool"],
        ["mug", "cup"], ["pan", "skillet"], ["towel", "washcloth"], ["phone", "telephone"], ["laptop", "notebook"], ["headphones", "earphones"], ["biscuit", "cookie"], ["sweets", "candy"],
        ["crisps", "chips"], ["soda", "pop"], ["toy", "plaything"], ["bicycle", "bike"], ["pram", "stroller"], ["nappy", "diaper"], ["present", "gift"], ["autumn", "fall"],
    ];

    private static readonly Dictionary<string, string[]> GroupOf = Groups.SelectMany(group => group.Select(word => (word, group))).ToDictionary(pair => pair.word, pair => pair.group, StringComparer.Ordinal);

    /// <summary>Other words for the same thing, in the number of the word; none for most words.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (GroupOf.TryGetValue(word, out var group))
            return Others(group, word);
        return EnglishPlural.IsPlural(word) && EnglishPlural.Other(word) is { } singular && GroupOf.TryGetValue(singular, out group)
            ? Others(group, singular).Select(EnglishPlural.Plural)
            : [];
    }

    // Another spelling of the same letters is no synonym.
    private static IEnumerable<string> Others(string[] group, string word) => group.Where(other => Letters(other) != Letters(word));

    private static string Letters(string word) => word.Replace("-", "", StringComparison.Ordinal);
}
