using Vitrine.Models.Files;
using Vitrine.Search.Shop;
using Vitrine.Workbench;

namespace Vitrine.Cli.Terminal;

/// <summary>The last line of an answer: what to type next.</summary>
internal static class NextStep
{
    /// <summary>With the products of a store, new or changed: they are indexed with the models that there are; a store without any gets one.</summary>
    public static string WithProducts(string store) => ModelDirectory.NamesIn(store) switch
    {
        [] => $"Next: vitrine train {store}; or at once, by words alone: vitrine index {store}",
        [var only] => Index(store, only),
        _ when ShopCard.Read(store) is not null => $"Next: vitrine index {store}",
        var several => $"{Index(store, several[0])}; and so with {string.Join(", ", several.Skip(1))}",
    };

    /// <summary>With a model that a folder has got.</summary>
    public static string WithModel(string path, string model)
    {
        var kind = SourceKind.Of(path);
        return kind.IsIndexed ? Index(path, model) : $"Next: vitrine eval {path} --model {model} --task {kind.Tasks[0]}";
    }

    /// <summary>With products that are indexed by their words alone.</summary>
    public static string WithWords(string store) => $"Next: vitrine search {store} --text \"…\"; to be found by photos too: vitrine train {store}";

    /// <summary>With products that are indexed.</summary>
    public static string WithIndex(string store, string model) => $"Next: vitrine search {store} --model {model} --text \"…\"";

    private static string Index(string store, string model) => $"Next: vitrine index {store} --model {model}";
}
