namespace Vitrine.Search.Words;

/// <summary>Words by which a title says that something only looks like the material that it names: "faux leather", "oak effect", "off-white".</summary>
internal sealed class ImitationWords
{
    // Before what is not real; before or behind a material, of which it then only has the look; glued to what is not real, before it ("Kunstleder") and behind a material ("Holzoptik").
    private static readonly Dictionary<string, (string[] Before, string[] Look, string[] Glued, string[] GluedBehind)> Said = new(StringComparer.Ordinal)
    {
        ["danish"] = (["imiteret"], ["look"], ["kunst"], ["look"]),
        ["dutch"] = (["imitatie", "namaak"], ["look"], ["kunst"], ["look", "imitatie"]),
        ["english"] = (["faux", "fake", "imitation"], ["effect", "look", "imitation"], [], []),
        ["french"] = (["faux", "fausse", "simili", "imitation"], ["effet", "aspect"], [], []),
        ["german"] = (["imitierte", "imitiertes", "imitierter"], ["imitat", "optik", "look"], ["kunst"], ["imitat", "imitation", "optik", "look", "nachbildung"]),
        ["italian"] = (["finta", "finto"], ["effetto"], [], []),
        ["norwegian"] = (["imitert"], ["look"], ["kunst"], ["look", "imitasjon"]),
        ["portuguese"] = (["falso", "falsa", "imitação"], ["efeito"], [], []),
        ["spanish"] = (["imitación", "falso", "falsa", "símil"], ["efecto"], [], []),
        ["swedish"] = (["imiterad"], ["look"], ["konst"], ["look", "imitation"]),
    };

    // A "volume effect" is an effect; an "oak effect" is no oak.
    private static readonly HashSet<string> Materials =
    [
        .. new[]
        {
            "wood", "oak", "walnut", "pine", "beech", "ash", "teak", "leather", "suede", "marble", "stone", "slate", "concrete", "brick", "metal", "steel", "brass", "copper", "gold", "silver", "silk", "velvet", "linen", "rattan", "bamboo", "fur", "pearl",
            "holz", "eiche", "nussbaum", "kiefer", "buche", "leder", "marmor", "stein", "schiefer", "beton", "metall", "messing", "kupfer", "silber", "seide", "leinen", "fell", "pelz",
            "bois", "chêne", "noyer", "pin", "hêtre", "cuir", "daim", "marbre", "pierre", "ardoise", "béton", "métal", "laiton", "cuivre", "or", "argent", "soie", "velours", "lin", "rotin", "fourrure",
            "madera", "roble", "nogal", "pino", "haya", "cuero", "piel", "ante", "mármol", "piedra", "pizarra", "hormigón", "latón", "cobre", "oro", "plata", "seda", "terciopelo", "lino", "ratán",
            "legno", "rovere", "noce", "faggio", "pelle", "cuoio", "marmo", "pietra", "ardesia", "cemento", "metallo", "ottone", "rame", "argento", "velluto",
            "madeira", "carvalho", "nogueira", "couro", "pele", "pedra", "betão", "ouro", "prata", "seda", "veludo",
            "hout", "leer", "eiken", "notenhout", "steen", "goud", "zilver", "zijde", "fluweel", "trä", "ek", "läder", "sten", "guld", "silver", "træ", "eg", "læder", "sølv", "tre", "eik", "skinn",
        }.Select(WordFolding.Of),
    ];

    // "Eiche" and "Eichenoptik".
    private static readonly string[] Joints = ["", "n", "en", "s"];

    // "Off-white", in any language; what is off in other words is a price ("50% off white shirts"), or a sleeve.
    private const string Off = "off";
    private static readonly HashSet<string> OffColours = new(["white", "black", "weiß", "weiss", "blanc"], StringComparer.Ordinal);

    private readonly HashSet<string> before, look;
    private readonly string[] all, glued, gluedBehind;

    private ImitationWords(string language)
    {
        var (before, look, glued, gluedBehind) = Said.GetValueOrDefault(language, ([], [], [], []));
        (this.before, this.look, this.glued, this.gluedBehind, all) = ([.. before.Select(WordFolding.Of)], [.. look.Select(WordFolding.Of)], glued, gluedBehind, [.. before, .. look, Off]);
    }

    /// <summary>Those of a language, as <see cref="WordIndex.Language"/> names it.</summary>
    public static ImitationWords In(string language) => new(language);

    /// <summary>Words of which a title has one that says so.</summary>
    public IReadOnlyList<string> All => all;

    /// <summary>How words begin that say so themselves: "Kunstleder".</summary>
    public IReadOnlyList<string> Glued => glued;

    /// <summary>Whether a query speaks of imitations itself.</summary>
    public bool AreIn(IReadOnlyList<string> words) => words.Index().Any(word => before.Contains(WordFolding.Of(word.Item)) || look.Contains(WordFolding.Of(word.Item)) || word.Item == Off || WithoutGlued(word.Item) is { } rest && IsMaterial(rest));

    /// <summary>Whether the word at a place of a title is said to be only the look of it.</summary>
    public bool AreOf(IReadOnlyList<string> title, int at)
    {
        var (word, previous, next) = (title[at], at > 0 ? WordFolding.Of(title[at - 1]) : "", at + 1 < title.Count ? WordFolding.Of(title[at + 1]) : "");
        return before.Contains(previous) || (Materials.Contains(WordFolding.Of(word)) && (look.Contains(previous) || look.Contains(next))) || (previous == Off && OffColours.Contains(word) && (at < 2 || !char.IsAsciiDigit(title[at - 2][0])));
    }

    /// <summary>Words that say so themselves by their end: "Holzoptik", "Eichenoptik".</summary>
    public IEnumerable<string> WithGluedEnd => gluedBehind.SelectMany(end => Materials.SelectMany(material => Joints.Select(joint => $"{material}{joint}{end}")));

    /// <summary>What a word says that it is an imitation of: "Leder" of "Kunstleder", "Holz" of "Holzoptik"; null where it says nothing of it.</summary>
    public string? WithoutGlued(string word) => glued.Where(start => word.Length > start.Length && word.StartsWith(start, StringComparison.Ordinal)).Select(start => word[start.Length..])
        .Concat(gluedBehind.Where(end => word.EndsWith(end, StringComparison.Ordinal)).Select(end => word[..^end.Length]).Where(IsMaterial)).FirstOrDefault();

    private static bool IsMaterial(string word) => WordFolding.Of(word) is var folded && Joints.Any(joint => folded.EndsWith(joint, StringComparison.Ordinal) && Materials.Contains(folded[..^joint.Length]));
}
