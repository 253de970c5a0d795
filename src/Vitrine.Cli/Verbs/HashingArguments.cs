using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Contract;

namespace Vitrine.Cli.Verbs;

/// <summary>The options of 'vitrine train' by which a hashing of layers departs from its preset.</summary>
internal sealed class HashingArguments
{
    private readonly Option<float[]> rho = Numbers<float>("--rho", "hichnet: how much each layer of the tree counts, coarse first. [default: 0.6 for the finest, the rest evenly]");
    private readonly Option<double?> lambda = new Option<double?>("--lambda") { Description = "hichnet: the share of the classification. [default: the preset's]", HelpName = "SHARE" }.Within(0, 1);
    private readonly Option<double?> alpha = new Option<double?>("--alpha") { Description = "hichnet: how much representations are driven to signs. [default: the preset's]", HelpName = "WEIGHT" }.Within(0, 1e6);
    private readonly Option<double?> beta = new Option<double?>("--beta") { Description = "hichnet: how much bits are balanced. [default: the preset's]", HelpName = "WEIGHT" }.Within(0, 1e6);
    private readonly Option<int[]> bitSplit = Numbers<int>("--bit-split", "hichnet: bits of each layer of the tree, coarse first, instead of --bits. [default: three quarters for the finest, the rest evenly]");
    private readonly Option<bool> separateSigns = new("--separate-signs") { Description = "hichnet: photos and titles are driven to signs of their own, instead of to common ones." };
    private readonly Option<OrderWithin?> orderWithin = new("--order-within")
    {
        Description = "hichnet: a part of the code that orders products of one category, by the attributes that they share or by which title belongs to which photo. [default: none]",
        HelpName = "attributes|contrastive",
    };

    public HashingArguments() => orderWithin.AcceptOnlyFromAmong("attributes", "contrastive");

    public IReadOnlyList<Option> All => [rho, lambda, alpha, beta, bitSplit, separateSigns, orderWithin];

    public HashingOptions Of(ParseResult arguments) => new()
    {
        Rho = arguments.GetValue(rho) is { Length: > 0 } shares ? shares : null,
        Lambda = (float?)arguments.GetValue(lambda),
        Alpha = (float?)arguments.GetValue(alpha),
        Beta = (float?)arguments.GetValue(beta),
        BitSplit = arguments.GetValue(bitSplit) is { Length: > 0 } bits ? bits : null,
        SeparateSigns = arguments.GetValue(separateSigns),
        OrderWithin = arguments.GetValue(orderWithin),
    };

    private static Option<T[]> Numbers<T>(string name, string description)
        where T : struct, IParsable<T> => new(name) { Description = description, HelpName = "N,N,…", CustomParser = Parsed<T> };

    private static T[] Parsed<T>(ArgumentResult result)
        where T : struct, IParsable<T>
    {
        var numbers = new List<T>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!T.TryParse(text, CultureInfo.InvariantCulture, out var number))
            {
                result.AddError($"'{text}' is no number; give one for each layer, joined by commas.");
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
