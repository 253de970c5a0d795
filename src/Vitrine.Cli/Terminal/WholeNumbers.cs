using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Vitrine.Cli.Terminal;

/// <summary>Options that are whole numbers of a range: whatever else stands there is answered with the range.</summary>
internal static class WholeNumbers
{
    public static Option<int> Within(this Option<int> option, int least, int most = int.MaxValue)
    {
        option.CustomParser = result => Parse(result, option.Name, least, most) ?? least;
        return option;
    }

    public static Option<int?> Within(this Option<int?> option, int least, int most = int.MaxValue)
    {
        option.CustomParser = result => Parse(result, option.Name, least, most);
        return option;
    }

    private static int? Parse(ArgumentResult result, string name, int least, int most)
    {
        if (result.Tokens is not [var token])
            return null; // none was given
        if (int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        result.AddError(most == int.MaxValue
            ? $"{name} '{token.Value}': expected a whole number, {least:N0} or more (at most {most:N0})."
            : $"{name} '{token.Value}': expected a whole number, {least:N0} to {most:N0}.");
        return null;
    }
}
