namespace Vitrine.Server.Settings;

/// <summary>How a store is served.</summary>
/// <param name="StorePath">The store's folder.</param>
public sealed record ServerOptions(string StorePath)
{
    /// <summary>Where to listen by default: this machine alone can reach it.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5005";

    /// <summary>Enough for a page that shows many photos at once, or a proxy of a small shop.</summary>
    public const int DefaultRequestsPerSecond = 200;

    /// <summary>Addresses to listen on, such as "http://127.0.0.1:5005"; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Whether addresses that other machines can reach may be listened on.</summary>
    public bool AllowsRemote { get; init; }

    /// <summary>What a client has to show as "Authorization: Bearer …" to change products; null: nobody can change any.</summary>
    public string? Token { get; init; }

    /// <summary>Whether searching takes the token too.</summary>
    public bool IsTokenForReads { get; init; }

    /// <summary>Whether the store is not to be changed, whoever asks.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether what is asked is written down in the store, without anything that tells who asked.</summary>
    public bool LogsQueries { get; init; }

    /// <summary>The model that searches use; null for the one that was chosen for the shop.</summary>
    public string? Model { get; init; }

    /// <summary>Whether language models find tools at /mcp (Model Context Protocol).</summary>
    public bool HasMcp { get; init; }

    /// <summary>Requests that one address may make in a second, twice as many in a burst; 0 for no limit.</summary>
    public int RequestsPerSecond { get; init; } = DefaultRequestsPerSecond;
}
