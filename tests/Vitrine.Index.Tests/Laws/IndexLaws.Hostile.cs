namespace Vitrine.Index.Tests.Laws;

/// <content>Texts that mean something to a database, a format or a shell are texts and nothing else.</content>
public abstract partial class IndexLaws
{
    private static readonly string[] HostileTexts =
    [
        "'; DROP SCHEMA public CASCADE; --", "\"; DROP TABLE state; --", "' OR '1'='1", "1) OR (1=1", "$1", "$$", "{schema}", "\\", "\\x41", "\\'", "E'\\n'", "%s%n", "?", ":name", "@name", "NULL", "null", "",
        "a\0b", "\0", "\u0001", "\n\r\t", "{}", "{a,\"b\"}", "(1,2)", "[1,2]", "/* */ --", ";", "🙈", "\ue000", "\uffff", "\u202e", "ß", "İ", "' || pg_sleep(9) || '", "vitrine_fields", "../..", "C:\\x", "\ufeff", "'",
        "COPY t FROM PROGRAM 'id'", "\u0000'; --", "e\u0301", "é", "\ud7ff", "\udbff\udfff",
    ];

    [Fact]
    public void Index_HostileTextsEverywhere_AreTextsAndNothingElse()
    {
        var (indexes, random) = (Indexes, new Random(31));
        Make(indexes, "canary", 7);
        string[] texts = [.. HostileTexts.Where(text => text.Length > 0)];
        string[] inPaths = [.. texts.Where(text => !text.Contains('\0'))];
        var schema = new IndexSchema([])
        {
            Fields = [.. texts.Select((text, i) => new FieldForm(text, i % 3 == 0 ? FieldKind.Keyword : i % 3 == 1 ? FieldKind.Keywords : FieldKind.Path))],
            HasGroups = true,
        };
        var items = texts.Select((text, i) => new IndexItem(text)
        {
            Row = i,
            Group = random.Next(3) == 0 ? null : texts[random.Next(texts.Length)],
            Fields = schema.Fields.Where(_ => random.Next(4) > 0).ToDictionary(field => field.Name, field => ValueOf(field)),
        }).ToDictionary(item => item.Id);
        using (var writer = indexes.Create("hostile", schema))
        {
            foreach (var text in texts)
                writer.Properties[text] = text;
            foreach (var item in items.Values)
                writer.Put(item);
            Assert.False(writer.Delete("' OR true; --"));
            writer.Commit();
        }

        using var snapshot = indexes.Open("hostile");
        Assert.Equal(texts.ToDictionary(text => text), snapshot.Properties);
        Assert.Equal(items.Keys.Order(StringComparer.Ordinal), snapshot.Items().Select(item => item.Id));
        foreach (var item in items.Values)
        {
            var found = snapshot.Find(item.Id)!;
            Assert.Equal((item.Row, item.Group), (found.Row, found.Group));
            Assert.Equal(item.Fields.Where(field => field.Value.Texts is not { Count: 0 }).OrderBy(field => field.Key, StringComparer.Ordinal).Select(Shown), found.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(Shown));
        }

        for (var trial = 0; trial < Trials; trial++)
        {
            var field = schema.Fields[random.Next(schema.Fields.Count)];
            var value = field.Kind == FieldKind.Keywords ? texts[random.Next(texts.Length)] : ValueOf(field);
            var (filter, passes) = field.Kind == FieldKind.Path && random.Next(2) == 0
                ? (Filter.Branch(field.Name, value.Texts![0]), (Func<IndexItem, bool>)(item => item.Fields.TryGetValue(field.Name, out var path) && path.Texts![0] == value.Texts![0]))
                : (Filter.Equal(field.Name, value), item => item.Fields.TryGetValue(field.Name, out var has) && (field.Kind == FieldKind.Keywords ? has.Texts!.Contains(value.Text!) : has.Equals(value)));
            if (random.Next(3) == 0)
                (filter, passes) = (!filter, new Func<Func<IndexItem, bool>, Func<IndexItem, bool>>(inner => item => !inner(item))(passes));
            var answer = snapshot.Search(new IndexQuery { Filter = filter, K = 100, Facets = [new(field.Name, 1000)] }, Stop);
            Assert.Equal(items.Values.Where(passes).Select(item => item.Id).Order(StringComparer.Ordinal), answer.Hits.Select(hit => hit.Id));
        }

        snapshot.Dispose(); // some servers take one connection at a time
        using var canary = indexes.Open("canary");
        Assert.Equal(7, canary.Items().Count());

        FieldValue ValueOf(FieldForm field) => field.Kind switch
        {
            FieldKind.Keyword => texts[random.Next(texts.Length)],
            FieldKind.Keywords => (FieldValue)Enumerable.Range(0, random.Next(4)).Select(_ => texts[random.Next(texts.Length)]).Distinct().ToArray(),
            _ => (FieldValue)Enumerable.Range(0, 1 + random.Next(3)).Select(_ => inPaths[random.Next(inPaths.Length)]).ToArray(),
        };

        string Shown(KeyValuePair<string, FieldValue> field) => schema.Fields.Single(form => form.Name == field.Key).Kind == FieldKind.Keywords
            ? $"{field.Key} = {string.Join('|', field.Value.Texts!.Order(StringComparer.Ordinal))}"
            : $"{field.Key} = {field.Value}";
    }
}
