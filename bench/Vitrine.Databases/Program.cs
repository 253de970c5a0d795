using System.Globalization;
using System.Text.Json;
using Vitrine.Databases;
using Vitrine.Postgres;
using Vitrine.Postgres.Tests.Faults;
using Vitrine.Postgres.Tests.Servers;

// "load [ITEMS] [ADDRESS]" fills and asks a server beside the embedded index, its own one where no address is given; "kill [TIMES] [SEED]" kills a server again and
// again under writes. One JSON document on stdout, progress on stderr.
var json = new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
switch (args)
{
    case ["load", .. var rest]:
        using (var server = rest.Length > 1 ? null : RealServer.Start("shared_buffers = 512MB\nmax_wal_size = 4GB"))
        using (var indexes = new PostgresIndexes(server?.NewDatabase() ?? PostgresAddress.Parse(rest[1])))
            Console.WriteLine(JsonSerializer.Serialize(new LoadTrial(indexes, Number(rest, 0, 100_000)).Run(Console.Error.WriteLine), json));
        return 0;
    case ["kill", .. var rest]:
        using (var server = RealServer.Start())
        {
            var trial = new KillTrial(server, Number(rest, 1, 1));
            var faults = trial.Run(Number(rest, 0, 50), Console.Error.WriteLine);
            Console.WriteLine(JsonSerializer.Serialize(new { Kills = Number(rest, 0, 50), trial.Commits, trial.FoundDone, Faults = faults }, json));
            return faults.Count == 0 ? 0 : 1;
        }

    default:
        Console.Error.WriteLine("load [ITEMS] [ADDRESS] | kill [TIMES] [SEED]");
        return 2;
}

static int Number(string[] rest, int place, int otherwise) => place < rest.Length ? int.Parse(rest[place], CultureInfo.InvariantCulture) : otherwise;
