using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Vitrine.Workbench.Experiments;

/// <summary>What a figure was measured on.</summary>
public static class Machine
{
    public static JsonObject Describe() => new()
    {
        ["cpu"] = Processor(),
        ["cores"] = Environment.ProcessorCount,
        ["os"] = RuntimeInformation.OSDescription,
        ["dotnet"] = Environment.Version.ToString(),
    };

    private static string Processor()
    {
        const string Source = "/proc/cpuinfo";
        var model = File.Exists(Source) ? File.ReadLines(Source).FirstOrDefault(line => line.StartsWith("model name")) : null;
        return model is null ? RuntimeInformation.ProcessArchitecture.ToString() : model[(model.IndexOf(':') + 1)..].Trim();
    }
}
