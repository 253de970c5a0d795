using System.Text.RegularExpressions;
using Vitrine.Catalogue;

namespace Vitrine.Cli.Terminal;

/// <summary>An import as its options, and as the command line that says all of them.</summary>
internal static partial class ImportCommand
{
    /// <summary>"vitrine import --table … --id …": to be copied into a shell.</summary>
    public static string Of(ImportOptions options) => string.Join(' ', Arguments(options).SelectMany(argument => new[] { argument.Flag, Quoted(argument.Value) })
        .Prepend("vitrine import").Concat(Switches(options)));

    /// <summary>The options that say something, each with its value.</summary>
    public static IEnumerable<(string Flag, string Value)> Arguments(ImportOptions options) => new[]
    {
        ("--table", options.Table),
        ("--images", options.Images),
        ("--id", options.Id),
        ("--other-id", options.OtherId),
        ("--title", string.Join(',', options.Title)),
        ("--category", string.Join('/', options.Category)),
        ("--category-separator", options.CategorySeparator),
        ("--category-root", options.CategoryRoot),
        ("--image", string.Join(',', options.Image)),
        ("--image-pattern", options.Image.Count == 0 ? options.ImagePattern : null),
        ("--price", string.Join(',', options.Price)),
        ("--brand", options.Brand),
        ("--description", string.Join(',', options.Description)),
        ("--variant-of", options.VariantOf),
        ("--variant-id", options.VariantId),
        ("--variants", options.Variants),
        ("--store-view", options.StoreView),
        ("--status", string.Join(',', options.Status)),
        ("--attribute", string.Join(',', options.Attribute)),
        ("--number", string.Join(',', options.Number)),
        ("--split", options.Split),
        ("--group", options.Group),
        ("--encoding", options.Encoding),
        ("--delimiter", options.Delimiter),
        ("--out", options.Out),
    }.Where(argument => !string.IsNullOrEmpty(argument.Item2)).Select(argument => (argument.Item1, argument.Item2!));

    private static IEnumerable<string> Switches(ImportOptions options) => new[]
    {
        ("--sync", options.Sync), ("--yes", options.Yes), ("--strict", options.Strict), ("--read-all-photos", options.ReadAllPhotos), ("--accept", options.Accept),
    }.Where(flag => flag.Item2).Select(flag => flag.Item1);

    private static string Quoted(string value) => Plain().IsMatch(value) ? value : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_./:@%+=,-]+$")]
    private static partial Regex Plain();
}
