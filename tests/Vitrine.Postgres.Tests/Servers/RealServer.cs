using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Vitrine.Postgres.Tests.Servers;

/// <summary>A server of PostgreSQL in a temporary folder, on a free port, with passwords; it can be killed, started again, and copied to a standby.</summary>
internal sealed class RealServer : IDisposable
{
    public const string Password = "k3in-Geheimnis";

    private const string ServerUser = "postgres"; // who PostgreSQL runs as, since it refuses root

    private readonly string folder;
    private Process? process;

    private RealServer(string folder) => (this.folder, Port) = (folder, FreePort());

    public int Port { get; }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing { get; } = Binaries is null ? "PostgreSQL is not installed; ./test installs it as root on Debian."
        : Environment.UserName == "root" && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith(ServerUser + ":", StringComparison.Ordinal)) ? $"PostgreSQL does not run as root, and there is no user {ServerUser}."
        : null;

    private static string? Binaries => new[] { "/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql" }.Where(Directory.Exists)
        .SelectMany(root => Directory.EnumerateFiles(root, "initdb", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(Path.GetDirectoryName).LastOrDefault();

    private string Data => Path.Combine(folder, "data");

    /// <summary>Makes and starts one.</summary>
    /// <param name="settings">Lines of its configuration.</param>
    /// <param name="place">Where its data are; null for a folder of its own. Deleted with it.</param>
    public static RealServer Start(string settings = "", string? place = null)
    {
        var server = new RealServer(place ?? Directory.CreateTempSubdirectory("vitrine-pg-").FullName);
        Own(server.folder);
        var secret = Path.Combine(server.folder, "secret");
        File.WriteAllText(secret, Password);
        Own(secret);
        Run("initdb", "-D", server.Data, "-U", "owner", "--auth=scram-sha-256", $"--pwfile={secret}", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions");
        File.AppendAllText(Path.Combine(server.Data, "postgresql.conf"), $"listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\nshared_buffers = 64MB\nmax_connections = 60\n{settings}\n");
        File.AppendAllText(Path.Combine(server.Data, "pg_hba.conf"), "host replication all 127.0.0.1/32 scram-sha-256\n");
        server.Launch();
        return server;
    }

    /// <summary>A copy that follows this server.</summary>
    public RealServer StartStandby(string settings = "")
    {
        var standby = new RealServer(Directory.CreateTempSubdirectory("vitrine-pg-").FullName);
        Own(standby.folder);
        Run("pg_basebackup", "-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "-d", string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={Port} user=owner password={Password} application_name=standby"));
        File.AppendAllText(Path.Combine(standby.Data, "postgresql.conf"), $"{settings}\n");
        standby.Launch();
        return standby;
    }

    /// <summary>The address of a database that is made for it.</summary>
    public PostgresAddress NewDatabase(string query = "", string user = "owner", params RealServer[] others)
    {
        var database = $"db{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {database}");
        return Address(database, query, user, others);
    }

    public PostgresAddress Address(string database, string query = "", string user = "owner", params RealServer[] others) => PostgresAddress.Parse(
        $"postgres://{user}:{Password}@{string.Join(',', others.Prepend(this).Select(server => $"127.0.0.1:{server.Port}"))}/{database}?sslmode=disable&{query}");

    /// <summary>Runs a statement as the superuser.</summary>
    public object? Execute(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=owner;Password={Password};Database={database};SslMode=Disable;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>Kills the server with all of its processes, as a loss of power would.</summary>
    public void Kill()
    {
        var main = ServerId();
        int[] all = [main, .. ChildrenOf(main)];
        // Some may have ended since.
        using (var kill = Process.Start(new ProcessStartInfo("kill", ["-KILL", .. all.Select(id => id.ToString(CultureInfo.InvariantCulture))]) { RedirectStandardError = true })!)
            kill.WaitForExit();
        process!.WaitForExit();
        while (all.Any(id => Directory.Exists($"/proc/{id}") && !IsZombie(id)))
            Thread.Sleep(5);
    }

    /// <summary>Starts it again.</summary>
    public void Launch()
    {
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        process = Begin("postgres", "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture));
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (Exception problem) when (problem is NpgsqlException && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60) && !process.HasExited)
            {
                Thread.Sleep(20);
            }
        }
    }

    public void Promote() => Run("pg_ctl", "promote", "-D", Data, "-w");

    public void Dispose()
    {
        if (process is { HasExited: false })
            Kill();
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private int ServerId() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static IEnumerable<int> ChildrenOf(int parent)
    {
        foreach (var status in Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path)).Where(name => name.All(char.IsAsciiDigit)))
        {
            if (StatOf(status) is { Length: > 1 } stat && stat[1] == parent.ToString(CultureInfo.InvariantCulture))
                yield return int.Parse(status, CultureInfo.InvariantCulture);
        }
    }

    private static bool IsZombie(int id) => StatOf(id.ToString(CultureInfo.InvariantCulture)) is not { Length: > 0 } stat || stat[0] == "Z";

    // State, parent and so on, which stand behind the name in brackets.
    private static string[]? StatOf(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended
        }
    }

    private static void Own(string path)
    {
        if (Environment.UserName != "root")
            return;
        using var chown = Process.Start("chown", ["-R", ServerUser, path]);
        chown.WaitForExit();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var run = Begin(program, arguments);
        var said = run.StandardError.ReadToEnd();
        run.WaitForExit();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {run.ExitCode}: {said}");
    }

    private static Process Begin(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        var info = Environment.UserName == "root"
            ? new ProcessStartInfo("setpriv", [$"--reuid={ServerUser}", $"--regid={ServerUser}", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        (info.RedirectStandardError, info.RedirectStandardOutput, info.RedirectStandardInput, info.WorkingDirectory) = (true, program != "postgres", true, "/");
        return Process.Start(info)!;
    }
}
