namespace Vitrine.Search.Words;

/// <summary>Words by which a title says that something only looks like what it names: "faux leather", "oak effect".</summary>
internal static class ImitationWords
{
    private static readonly Dictionary<string, (string[] Before, string[] Behind)> Of = new(StringComparer.Ordinal)
    {
        ["danish"] = (["imiteret", "kunstig"], ["look"]),
        ["dutch"] = (["imitatie", "namaak"], ["look"]),
        ["english"] = (["faux", "fake", "imitation", "off"], ["effect", "imitation"]),
        ["french"] = (["faux", "fausse", "simili", "imitation", "effet", "aspect"], []),
        ["german"] = (["imitierte", "imitiertes", "imitierter", "künstliche", "künstliches"], ["imitat", "optik", "look"]),
        ["italian"] = (["finta", "finto", "ecopelle", "effetto"], []),
        ["portuguese"] = (["falso", "falsa", "imitação", "efeito"], []),
        ["spanish"] = (["imitación", "falso", "falsa", "efecto", "símil"], []),
        ["swedish"] = (["imiterad", "konstgjord"], ["look"]),
    };

    /// <summary>Those that stand before what is not real.</summary>
    public static IReadOnlyList<string> Before(string language) => Of.GetValueOrDefault(language, ([], [])).Before;

    /// <summary>Those that stand behind it.</summary>
    public static IReadOnlyList<string> Behind(string language) => Of.GetValueOrDefault(language, ([], [])).Behind;
}
