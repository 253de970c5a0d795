using System.Globalization;
using System.Text.Json;
using Vitrine.Serving.Kills;
using Vitrine.Serving.Load;
using Vitrine.Serving.Search;

// "kill STORE [TIMES] [SEED]" kills a server again and again; "load STORE [SECONDS] [SEARCHES] [WRITES]" asks one at a fixed rate; "search STORE [MODEL] [QUERIES]" asks without one. One JSON document on stdout, progress on stderr.
var json = new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
switch (args)
{
    case ["kill", var store, .. var rest]:
        var report = await new KillTrial(store, Number(rest, 1, 1)).RunAsync(Number(rest, 0, 200), Console.Error.WriteLine);
        Console.Error.WriteLine(report);
        Console.WriteLine(JsonSerializer.Serialize(new { report.Kills, report.Acknowledged, report.Searches, report.InFlight, report.Faults, report.MedianStart, report.LongestStart }, json));
        return report.Faults.Count == 0 ? 0 : 1;
    case ["load", var store, .. var rest]:
        var load = new LoadTrial(store, Number(rest, 0, 60), Number(rest, 1, 100), Number(rest, 2, 500));
        Console.WriteLine(JsonSerializer.Serialize(await load.RunAsync(Console.Error.WriteLine), json));
        return 0;
    case ["search", var store, .. var rest]:
        Console.WriteLine(JsonSerializer.Serialize(new SearchTrial(store, rest.ElementAtOrDefault(0), Number(rest, 1, 500)).Run(Console.Error.WriteLine), json));
        return 0;
    default:
        Console.Error.WriteLine("kill STORE [TIMES] [SEED] | load STORE [SECONDS] [SEARCHES PER SECOND] [WRITES PER SECOND] | search STORE [MODEL] [QUERIES]");
        return 2;
}

static int Number(string[] rest, int place, int otherwise) => place < rest.Length ? int.Parse(rest[place], CultureInfo.InvariantCulture) : otherwise;
