namespace Vitrine.Search.Words;

/// <summary>Names of girls and women that a stemming algorithm takes for those of boys and men: who looks for a "niña" wants nothing for a "niño". Other words keep their one stem: a shirt may be "blanca" and a coat "blanco".</summary>
internal static class Feminine
{
    private static readonly string[] Plurals = ["", "s"];

    public static Func<string, string, string> Finish(params IEnumerable<string> names)
    {
        // Many type no accents.
        var forms = names.SelectMany(name => Plurals, (name, plural) => (Form: name + plural, Name: name)).SelectMany(form => new[] { form, (Form: WordFolding.Of(form.Form), form.Name) }).DistinctBy(form => form.Form)
            .ToDictionary(form => form.Form, form => form.Name, StringComparer.Ordinal);
        return (word, stem) => forms.GetValueOrDefault(word, stem);
    }
}
