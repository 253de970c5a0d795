namespace Vitrine.Search.Words;

/// <summary>Words of shops that are spelled in two ways in English, British and American: who asks for "gray" means "grey" too.</summary>
internal static class EnglishSpelling
{
    private static readonly (string British, string American)[] Pairs =
    [
        ("aeroplane", "airplane"), ("aluminium", "aluminum"), ("analogue", "analog"), ("armour", "armor"), ("catalogue", "catalog"), ("centre", "center"),
        ("chilli", "chili"), ("colour", "color"), ("coloured", "colored"), ("cosy", "cozy"), ("customised", "customized"), ("deodoriser", "deodorizer"), ("doughnut", "donut"),
        ("draught", "draft"), ("enamelled", "enameled"), ("equaliser", "equalizer"), ("favourite", "favorite"), ("fertiliser", "fertilizer"), ("fibre", "fiber"), ("flavour", "flavor"), ("flavoured", "flavored"), ("grey", "gray"),
        ("honour", "honor"), ("jewellery", "jewelry"), ("kerb", "curb"), ("labelled", "labeled"), ("licence", "license"), ("liquorice", "licorice"), ("litre", "liter"),
        ("lustre", "luster"), ("metre", "meter"), ("moisturiser", "moisturizer"), ("moisturising", "moisturizing"), ("mould", "mold"), ("moulded", "molded"), ("moulding", "molding"), ("moustache", "mustache"), ("neighbour", "neighbor"),
        ("odour", "odor"), ("omelette", "omelet"), ("organiser", "organizer"), ("panelled", "paneled"), ("personalised", "personalized"), ("plough", "plow"), ("pouffe", "pouf"),
        ("pyjama", "pajama"), ("racquet", "racket"), ("speciality", "specialty"), ("steriliser", "sterilizer"), ("stabiliser", "stabilizer"), ("sulphate", "sulfate"), ("sulphur", "sulfur"),
        ("theatre", "theater"), ("towelling", "toweling"), ("travelling", "traveling"), ("traveller", "traveler"), ("tyre", "tire"), ("vapour", "vapor"), ("vaporiser", "vaporizer"), ("whisky", "whiskey"), ("woollen", "woolen"), ("yoghurt", "yogurt"),
    ];

    /// <summary>The one spelling under which both are found, by each British word and its plural.</summary>
    public static IEnumerable<KeyValuePair<string, string>> All => Pairs.SelectMany(pair => (KeyValuePair<string, string>[])[new(pair.British, pair.American), new(pair.British + "s", pair.American + "s")]);
}
