using System.CommandLine;
using System.Globalization;

namespace Vitrine.Cli.Terminal;

/// <summary>Options that are numbers of a range: whatever else stands there is answered with the range.</summary>
internal static class RealNumbers
{
    public static Option<double> Within(this Option<double> option, double least, double most)
    {
        option.CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} '{given}': expected a number, {least} to {most}."));
            return least;
        };
        return option;
    }
}
