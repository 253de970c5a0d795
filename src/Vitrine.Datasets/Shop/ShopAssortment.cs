using Vitrine.Datasets.Shop.Drawings;
using static Vitrine.Datasets.Shop.ShopAttribute;

namespace Vitrine.Datasets.Shop;

/// <summary>Everything the synthetic shop sells: 25 finest categories in a tree of three layers.</summary>
internal static class ShopAssortment
{
    private static readonly ShopAttribute Length = Being("length", "mini", "knee-length", "maxi");
    private static readonly ShopAttribute HeelHeight = With("heel", ("flat", "with a flat sole"), ("block", "with a block heel"));

    public static readonly IReadOnlyList<ShopCategory> Categories =
    [
        new("Clothing", "Tops", "T-shirts", ["T-shirt", "tee"], [Sleeves("short", "long", "none"), Neckline("round", "V")], true, TopDrawings.TShirt),
        new("Clothing", "Tops", "Shirts", ["shirt", "button-down shirt"],
            [Sleeves("short", "long"), With("collar", ("pointed", "with a pointed collar"), ("stand", "with a stand-up collar"))], true, TopDrawings.Shirt),
        new("Clothing", "Tops", "Sweaters", ["sweater", "jumper", "pullover"], [Neckline("round", "V", "turtle")], true, TopDrawings.Sweater),
        new("Clothing", "Tops", "Hoodies", ["hoodie", "hooded sweatshirt"],
            [With("closure", ("zip", "with a zip"), ("none", "without a zip"))], true, TopDrawings.Hoodie),
        new("Clothing", "Outerwear", "Jackets", ["jacket"],
            [With("closure", ("zip", "with a zip"), ("buttons", "with buttons")), With("pockets", ("two", "with two pockets"), ("none", "without pockets"))],
            true, TopDrawings.Jacket),
        new("Clothing", "Outerwear", "Coats", ["coat", "overcoat"],
            [With("closure", ("belt", "with a belt"), ("buttons", "with two rows of buttons"))], true, TopDrawings.Coat),
        new("Clothing", "Bottoms", "Trousers", ["trousers", "pants"], [Being("cut", "slim", "straight", "wide-leg")], true, BottomDrawings.Trousers),
        new("Clothing", "Bottoms", "Shorts", ["shorts"],
            [new ShopAttribute("length", new ShopValue("short", ["extra-short"], []), new ShopValue("knee-length", ["knee-length"], []))], true, BottomDrawings.Shorts),
        new("Clothing", "Dresses and skirts", "Skirts", ["skirt"], [Length, Being("cut", "straight", "flared")], true, BottomDrawings.Skirt),
        new("Clothing", "Dresses and skirts", "Dresses", ["dress", "frock"],
            [Length, Sleeves("short", "long", "none"), Neckline("round", "V")], true, BottomDrawings.Dress),

        new("Footwear", "Casual shoes", "Sneakers", ["sneakers", "trainers"],
            [With("shaft", ("low", "with a low shaft"), ("high", "with a high shaft")), With("fastening", ("laces", "with laces"), ("none", "without laces"))],
            true, ShoeDrawings.Sneaker),
        new("Footwear", "Casual shoes", "Sandals", ["sandals"],
            [Being("sole", "flat", "platform"), With("straps", ("parallel", "with parallel straps"), ("crossed", "with crossed straps"))], false, ShoeDrawings.Sandal),
        new("Footwear", "Dress shoes", "Heels", ["heels", "pumps", "high heels"],
            [With("heel", ("stiletto", "with a stiletto heel"), ("block", "with a block heel")),
                With("strap", ("ankle", "with an ankle strap"), ("none", "without a strap"))], false, ShoeDrawings.Heel),
        new("Footwear", "Dress shoes", "Boots", ["boots"], [Being("shaft", "ankle-high", "knee-high"), HeelHeight], false, ShoeDrawings.Boot),

        new("Accessories", "Bags", "Handbags", ["handbag", "purse"],
            [With("strap", ("handle", "with a short handle"), ("long", "with a long strap")), With("closure", ("flap", "with a flap"), ("zip", "with a zip"))],
            true, BagDrawings.Handbag),
        new("Accessories", "Bags", "Backpacks", ["backpack", "rucksack"],
            [With("pocket", ("front", "with a front pocket"), ("none", "without a front pocket"))], true, BagDrawings.Backpack),
        new("Accessories", "Bags", "Clutches", ["clutch", "evening clutch"], [With("strap", ("chain", "with a chain"), ("none", "without a chain"))], true, BagDrawings.Clutch),
        new("Accessories", "Headwear", "Caps", ["cap", "baseball cap"], [With("badge", ("badge", "with a badge"), ("none", "without a badge"))], true, AccessoryDrawings.Cap),
        new("Accessories", "Headwear", "Beanies", ["beanie", "knit cap"], [With("pompom", ("pompom", "with a pompom"), ("none", "without a pompom"))], true, AccessoryDrawings.Beanie),
        new("Accessories", "Headwear", "Hats", ["hat", "sun hat"], [new ShopAttribute("brim", new ShopValue("wide", ["wide-brimmed"], ["with a wide brim"]),
            new ShopValue("narrow", ["narrow-brimmed"], ["with a narrow brim"]))], false, AccessoryDrawings.Hat),
        new("Accessories", "Jewellery and eyewear", "Watches", ["watch", "wristwatch"],
            [With("dial", ("round", "with a round dial"), ("square", "with a square dial")),
                With("band", ("leather", "with a leather band"), ("metal", "with a metal band"))], false, AccessoryDrawings.Watch),
        new("Accessories", "Jewellery and eyewear", "Sunglasses", ["sunglasses", "shades"], [Being("frame", "round", "square", "cat-eye")], false, AccessoryDrawings.Sunglasses),
        new("Accessories", "Neck and waist", "Belts", ["belt"], [With("buckle", ("round", "with a round buckle"), ("square", "with a square buckle"))], false, AccessoryDrawings.Belt),
        new("Accessories", "Neck and waist", "Scarves", ["scarf", "shawl"], [With("fringe", ("fringe", "with a fringe"), ("none", "without a fringe"))], true, AccessoryDrawings.Scarf),
        new("Accessories", "Neck and waist", "Ties", ["tie"], [new ShopAttribute("shape", new ShopValue("long", ["long"], ["in long form"]),
            new ShopValue("bow", ["bow"], ["in bow form"]))], true, AccessoryDrawings.Tie),
    ];
}
