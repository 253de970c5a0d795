using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Catalogue;

namespace Vitrine.Search.Rules;

/// <summary>Reads one line of <c>rules.txt</c>: <c>SCOPE: ACTION [from TIME] [to TIME]</c>.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="line">Its number, from 1.</param>
internal sealed partial class RuleLine(string path, int line)
{
    private const double MostFactor = 1000;
    private const int MostPlace = 1000;

    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Takes a remark off: what follows a # that begins the line or stands behind a blank.</summary>
    public static string WithoutRemark(string line) => Remark().Replace(line, "").Trim();

    /// <summary>The rule.</summary>
    /// <param name="text">Without remark, not empty.</param>
    /// <exception cref="BadDataException">It is none.</exception>
    public ShopRule Read(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
            throw Wrong(text, "where it holds, a colon and a blank, and what it does: 'for red dress: pin 1001 at 1'");
        var (scope, rest) = (ScopeOf(text[..colon].Trim()), text[(colon + 2)..].Trim());
        var time = TimeSpanPart().Match(rest);
        var (from, until) = (TimeOf(time.Groups["from"], isEnd: false), TimeOf(time.Groups["to"], isEnd: true));
        if (from >= until)
            throw Wrong(time.Value.Trim(), "a time after 'to' that is later than that after 'from'");
        return new ShopRule(line, text, scope, ActionOf(rest[..time.Index].Trim()), from, until);
    }

    private RuleScope ScopeOf(string text) => text.Split(' ', 2, StringSplitOptions.TrimEntries) switch
    {
        ["for", { Length: > 0 } words] => new RuleScope.Whole(Unquoted(words)),
        ["with", { Length: > 0 } words] => new RuleScope.Containing(Unquoted(words)),
        ["in", { Length: > 0 } branch] => new RuleScope.Branch(Unquoted(branch)),
        _ => throw Wrong(text, "'for WORDS' (just these), 'with WORDS' (these among others) or 'in BRANCH' before the colon"),
    };

    private RuleAction ActionOf(string text)
    {
        if (Pin().Match(text) is { Success: true } pin)
            return new RuleAction.Pin(Unquoted(pin.Groups["id"].Value), PlaceOf(pin.Groups["place"].Value));
        if (Weigh().Match(text) is { Success: true } weigh)
        {
            var factor = FactorOf(weigh.Groups["factor"].Value);
            return new RuleAction.Weigh(SubjectOf(weigh.Groups["what"].Value.Trim()), weigh.Groups["verb"].Value == "boost" ? factor : 1 / factor);
        }

        return Redirect().Match(text) is { Success: true } redirect ? new RuleAction.Redirect(TargetOf(Unquoted(redirect.Groups["place"].Value)))
            : throw Wrong(text, "'pin ID at PLACE', 'boost WHAT by FACTOR', 'bury WHAT by FACTOR' or 'go to URL or BRANCH' after the colon");
    }

    private int PlaceOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place is >= 1 and <= MostPlace ? place
        : throw Wrong(text, $"a place from 1 to {MostPlace}");

    private double FactorOf(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor is > 1 and <= MostFactor ? factor
        : throw Wrong(text, $"a factor above 1, at most {MostFactor}: 'by 2' makes the odds twice, or half, of what they are");

    private RuleSubject SubjectOf(string text)
    {
        if (text.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, { Length: > 0 } rest] && first is "product" or "in")
            return first == "in" ? new RuleSubject.Branch(Unquoted(text[3..])) : new RuleSubject.Product(Unquoted(text[8..]));
        return text.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } field, { Length: > 0 } value] ? new RuleSubject.Value(field, Unquoted(value))
            : throw Wrong(text, "'product ID', 'in BRANCH' or 'FIELD=VALUE'");
    }

    // A browser must be sent to pages only, not to scripts.
    private RuleTarget TargetOf(string place)
    {
        var isPage = place is ['/'] or ['/', not '/', ..] || (Uri.TryCreate(place, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp));
        return isPage || !(place.Contains(':') || place[0] == '/') ? new RuleTarget(place, IsBranch: !isPage)
            : throw Wrong(place, "a page that begins with https://, http:// or /, or a branch such as Women/Dresses");
    }

    private DateTimeOffset? TimeOf(Group time, bool isEnd)
    {
        if (!time.Success)
            return null;
        if (!DateTimeOffset.TryParseExact(time.Value, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            throw Wrong(time.Value, "a day such as 2026-12-24, or a minute such as 2026-12-24T18:00, in UTC");
        // Until the end of a day, which is meant with it.
        return isEnd && !time.Value.Contains('T') ? parsed.AddDays(1) : parsed;
    }

    private static string Unquoted(string text) => text.Trim() is ['"', .. var inside, '"'] ? inside : text.Trim();

    private BadDataException Wrong(string found, string expected) => new(path, line, null, $"'{found}'", expected, "Correct the line, or put a # before it.");

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Remark();

    [GeneratedRegex(@"(\s+from\s+(?<from>\S+))?(\s+to\s+(?<to>\d\S*))?$")]
    private static partial Regex TimeSpanPart();

    [GeneratedRegex(@"^pin\s+(?<id>\S.*?)\s+at\s+(?<place>\S+)$")]
    private static partial Regex Pin();

    [GeneratedRegex(@"^(?<verb>boost|bury)\s+(?<what>\S.*?)\s+by\s+(?<factor>\S+)$")]
    private static partial Regex Weigh();

    [GeneratedRegex(@"^go\s+to\s+(?<place>\S.*)$")]
    private static partial Regex Redirect();
}
