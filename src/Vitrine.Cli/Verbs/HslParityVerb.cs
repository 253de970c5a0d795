using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Hsl;
using Vitrine.Tensors.Files;

namespace Vitrine.Cli.Verbs;

/// <summary>Compares our network of HSL (ICASSP 2021) with values recorded from its authors' own implementation.</summary>
internal sealed class HslParityVerb : Verb
{
    private const int WorstShown = 3;

    private readonly Argument<string> file = new Argument<string>("FILE") { Description = "Recorded weights, inputs, outputs and gradients: a .safetensors file." }.ExistingFile();

    public HslParityVerb()
        : base("hsl", "Compare our network of HSL with recorded values of its authors' implementation: outputs and gradients.",
            "vitrine parity hsl ../shared/parity/hsl/mean-glove.safetensors",
            "vitrine parity hsl values.safetensors --json | jq .gradientError")
    {
        Arguments.Add(file);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(file);
        var agreement = Compare(path);
        session.Answer(
            () => new JsonObject
            {
                ["network"] = "hsl",
                ["file"] = path,
                ["outputError"] = Number(agreement.OutputError),
                ["outputTolerance"] = HslAgreement.OutputTolerance,
                ["gradientError"] = Number(agreement.GradientError),
                ["gradientTolerance"] = HslAgreement.GradientTolerance,
                ["agrees"] = agreement.IsWithinTolerance,
                ["outputs"] = Values(agreement.Outputs),
                ["gradients"] = Values(agreement.Gradients),
            },
            text =>
            {
                var table = new Table().Border(TableBorder.Simple).AddColumns("values", "compared", "largest relative error", "allowed", "largest in");
                Add(table, "outputs", agreement.Outputs, HslAgreement.OutputTolerance);
                Add(table, "gradients", agreement.Gradients, HslAgreement.GradientTolerance);
                text.Draw(table);
                text.Line(agreement.IsWithinTolerance ? $"[OK] {path}" : $"[FAIL] {path}");
            });
        return agreement.IsWithinTolerance ? ExitCode.Ok : ExitCode.Failed;
    }

    private static HslAgreement Compare(string path)
    {
        try
        {
            return HslReference.Compare(path);
        }
        catch (SafeTensorsException e)
        {
            throw VerbException.BadData(e.Message, "give a file with weights, inputs, outputs and gradients under the names of HSL's authors.");
        }
    }

    private static void Add(Table table, string name, IReadOnlyList<HslDeviation> values, double tolerance)
    {
        HslDeviation[] worst = [.. values.OrderByDescending(value => value.RelativeError).Take(WorstShown)];
        table.AddRow(name, $"{values.Count}", $"{worst[0].RelativeError:E2}", $"{tolerance:E0}", Markup.Escape(string.Join(", ", worst.Select(value => value.Name))));
    }

    private static JsonObject Values(IReadOnlyList<HslDeviation> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, (JsonNode?)Number(value.RelativeError))));

    /// <summary>JSON has no infinity, which stands for "not a number was computed".</summary>
    private static JsonValue Number(double error) => double.IsFinite(error) ? JsonValue.Create(error) : JsonValue.Create("infinite");
}
