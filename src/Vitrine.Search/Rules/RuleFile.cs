using Vitrine.Catalogue;

namespace Vitrine.Search.Rules;

/// <summary>
/// A shop's own rules, <c>rules.txt</c> in its store, a line each: "for red dress: pin 1001 at 1", "with dress: boost brand=Lumina by 2 from 2026-12-01 to 2026-12-24", "in Women/Sale: bury product 1002 by 5",
/// "for returns: go to https://shop.example/returns". What follows a # is a remark.
/// </summary>
public static class RuleFile
{
    private const string FileName = "rules.txt";
    private const int MostBytes = 1 << 20;
    private const int MostRules = 10_000;

    /// <summary>Where the rules of a store are written.</summary>
    public static string PathIn(string storePath) => Path.Combine(storePath, FileName);

    /// <summary>The rules of a store in the order of their lines; none where it has no such file.</summary>
    /// <exception cref="BadDataException">The file is too large, or a line is no rule.</exception>
    public static IReadOnlyList<ShopRule> Read(string storePath)
    {
        var path = PathIn(storePath);
        if (!File.Exists(path))
            return [];
        if (new FileInfo(path).Length > MostBytes)
            throw new BadDataException(path, null, null, $"{new FileInfo(path).Length:N0} bytes", $"at most {MostBytes:N0}", "Leave out rules that no longer hold.");
        var rules = new List<ShopRule>();
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            if (RuleLine.WithoutRemark(line) is not { Length: > 0 } text)
                continue;
            if (rules.Count == MostRules)
                throw new BadDataException(path, number + 1, null, "one more rule", $"at most {MostRules:N0}", "Leave out rules that no longer hold.");
            rules.Add(new RuleLine(path, number + 1).Read(text));
        }

        return rules;
    }
}
