using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Vitrine.Cli.Terminal;

/// <summary>Options that are numbers of a range: whatever else stands there is answered with the range.</summary>
internal static class RealNumbers
{
    public static Option<double> Within(this Option<double> option, double least, double most)
    {
        option.CustomParser = result => Parse(result, option.Name, least, most);
        return option;
    }

    /// <inheritdoc cref="Within(Option{double}, double, double)"/>
    public static Option<double?> Within(this Option<double?> option, double least, double most)
    {
        option.CustomParser = result => Parse(result, option.Name, least, most);
        return option;
    }

    private static double Parse(ArgumentResult result, string name, double least, double most)
    {
        var given = result.Tokens[0].Value;
        if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} '{given}': expected a number, {least} to {most}."));
        return least;
    }
}
