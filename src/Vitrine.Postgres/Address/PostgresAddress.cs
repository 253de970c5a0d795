using System.Globalization;
using Npgsql;

namespace Vitrine.Postgres;

/// <summary>
/// Where indexes are kept: <c>postgres://USER:PASSWORD@HOST:PORT,HOST2:PORT/DATABASE?KEY=VALUE&amp;…</c>. Never shows its password; one that is left out is
/// taken from <c>PGPASSWORD</c> or the password file of PostgreSQL, as its own programs do.
/// </summary>
public sealed class PostgresAddress
{
    private const int DefaultPort = 5432;

    private readonly string? password;
    private readonly Dictionary<string, string> settings;

    private PostgresAddress(string? user, string? password, IReadOnlyList<string> hosts, string database, Dictionary<string, string> settings)
    {
        (User, this.password, Hosts, Database, this.settings) = (user, password, hosts, database, settings);
        Prefix = settings.GetValueOrDefault("prefix", "vitrine");
        if (Prefix.Length is < 1 or > 20 || !Prefix.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_') || char.IsAsciiDigit(Prefix[0]))
            throw new ArgumentException($"The address has the prefix '{Prefix}'; expected 1…20 small letters, digits and '_', a letter first.");
        Partitions = Whole("partitions", 0, 0, 1024);
        SearchSeconds = Whole("timeout", 30, 1, 3600);
        ConnectSeconds = Whole("connect_timeout", 10, 1, 300);
        MostConnections = Whole("connections", 12, 1, 1000);
        Copies = settings.GetValueOrDefault("copy", "on") switch
        {
            "on" => true,
            "off" => false,
            var other => throw new ArgumentException($"The address has copy={other}; expected on or off."),
        };
        Reading = settings.GetValueOrDefault("read", "prefer-primary") switch
        {
            "primary" => TargetSessionAttributes.Primary,
            "prefer-primary" => TargetSessionAttributes.PreferPrimary,
            "prefer-standby" => TargetSessionAttributes.PreferStandby,
            var other => throw new ArgumentException($"The address has read={other}; expected primary, prefer-primary or prefer-standby."),
        };
        if (!Enum.TryParse<SslMode>(SslName, ignoreCase: true, out _))
            throw new ArgumentException($"The address has sslmode={SslName}; expected disable, allow, prefer, require, verify-ca or verify-full.");
    }

    /// <summary>Who connects; null for the user of the system.</summary>
    public string? User { get; }

    /// <summary>Host and port of each server, such as <c>db1:5432</c>. The one that is the primary is written to.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Name of the database.</summary>
    public string Database { get; }

    /// <summary>How the names of all schemas begin that hold an index. <c>prefix=</c>, default vitrine.</summary>
    public string Prefix { get; }

    /// <summary>Into how many tables an index that is made anew is parted, by a hash of the ids; 0 for one table. <c>partitions=</c>, default 0.</summary>
    public int Partitions { get; }

    /// <summary>Longest time of a search. <c>timeout=</c>, default 30 s.</summary>
    public int SearchSeconds { get; }

    /// <summary>Longest time until a connection stands. <c>connect_timeout=</c>, default 10 s.</summary>
    public int ConnectSeconds { get; }

    /// <summary>Connections of a process at most, those that search and those that write each. <c>connections=</c>, default 12; a store that is searched holds up to five, and as many more while it is opened anew.</summary>
    public int MostConnections { get; }

    /// <summary>Whether items go to the server by COPY; else by statements, some ten times slower. <c>copy=</c>, default on; off for what does not speak it, such as PGlite.</summary>
    public bool Copies { get; }

    /// <summary>Which servers are read. <c>read=</c>, default prefer-primary: a standby only while there is no primary.</summary>
    internal TargetSessionAttributes Reading { get; }

    private string SslName => settings.GetValueOrDefault("sslmode", "prefer").Replace("-", "", StringComparison.Ordinal);

    /// <summary>Whether a text is meant as such an address.</summary>
    public static bool IsAddress(string text) => text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is none; the message does not repeat what may be a password.</exception>
    public static PostgresAddress Parse(string text)
    {
        if (!IsAddress(text))
            throw new ArgumentException("An address of PostgreSQL begins with postgres://, such as postgres://user@host:5432/database.");
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (authority, path) = Cut(rest, rest.IndexOfAny(['/', '?']), keepsMark: true);
        var (user, secret) = authority.LastIndexOf('@') is >= 0 and var at ? Cut(authority[..at], authority.IndexOf(':', 0, at)) : ("", null);
        var (database, query) = Cut(path ?? "", (path ?? "").IndexOf('?'));
        database = Decoded(database.TrimStart('/'), "database");
        if (database.Length == 0)
            throw new ArgumentException("The address names no database; expected postgres://user@host:5432/database.");
        string[] hosts = [.. authority[(authority.LastIndexOf('@') + 1)..].Split(',').Select(HostOf)];
        return new PostgresAddress(user.Length == 0 ? null : Decoded(user, "user"), secret is null ? null : Decoded(secret, "password"), hosts, database, SettingsOf(query ?? ""));
    }

    /// <summary>The address without its password.</summary>
    public override string ToString() => $"postgres://{(User is null ? "" : $"{Uri.EscapeDataString(User)}@")}{string.Join(',', Hosts)}/{Uri.EscapeDataString(Database)}";

    /// <summary>What Npgsql connects by. Holds the password: never to be shown.</summary>
    internal string ConnectionString(string application)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = string.Join(',', Hosts),
            Database = Database,
            ApplicationName = application,
            SslMode = Enum.Parse<SslMode>(SslName, ignoreCase: true),
            Timeout = ConnectSeconds,
            CommandTimeout = SearchSeconds,
            MaxPoolSize = MostConnections,
            PersistSecurityInfo = false,
            IncludeErrorDetail = false, // details repeat the data, which may be a customer's
            HostRecheckSeconds = 1, // a standby that was promoted is to be seen at once
            KeepAlive = 15,
        };
        if (User is not null)
            builder.Username = User;
        if (password is not null)
            builder.Password = password;
        return builder.ConnectionString;
    }

    /// <summary>Takes the password out of a text.</summary>
    internal string WithoutPassword(string text) => string.IsNullOrEmpty(password) ? text : text.Replace(password, "…", StringComparison.Ordinal);

    private static string HostOf(string text)
    {
        var (host, port) = text.StartsWith('[') ? Cut(text, text.IndexOf("]:", StringComparison.Ordinal) is >= 0 and var end ? end + 1 : -1) : Cut(text, text.IndexOf(':'));
        var number = DefaultPort;
        if (host.Length == 0 || (port is not null && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 65_535)))
            throw new ArgumentException("The address has a host without a name, or a port that is none; expected host:5432, several joined by ','.");
        return $"{host}:{number.ToString(CultureInfo.InvariantCulture)}";
    }

    private static Dictionary<string, string> SettingsOf(string query)
    {
        string[] known = ["sslmode", "prefix", "partitions", "timeout", "connect_timeout", "connections", "copy", "read"];
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Cut(pair, pair.IndexOf('='))))
        {
            if (!known.Contains(key))
                throw new ArgumentException($"The address has a setting '{(key.Length > 30 ? "…" : key)}'; there are {string.Join(", ", known)}. The password stands before the '@'.");
            settings[key] = Decoded(value ?? "", key);
        }

        return settings;
    }

    private int Whole(string key, int otherwise, int least, int most) => !settings.TryGetValue(key, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new ArgumentException($"The address has {key}={text}; expected a whole number, {least}…{most}.");

    private static string Decoded(string text, string what) => text.Contains('\0') ? throw new ArgumentException($"The {what} of the address has a zero character.") : Uri.UnescapeDataString(text);

    private static (string Before, string? After) Cut(string text, int at, bool keepsMark = false) => at < 0 ? (text, null) : (text[..at], text[(keepsMark ? at : at + 1)..]);
}
