using System.Security.Cryptography;
using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Models.Files;
using Vitrine.Platform;

namespace Vitrine.Workbench.Encoders;

/// <summary>
/// The user's encoders by name, in a folder of their own: fetched ones and those that a shop has learned. It is <c>$VITRINE_ENCODERS</c>, else <c>vitrine/encoders</c> in
/// the user's folder for caches.
/// </summary>
/// <param name="folder">The folder; made when something is put into it.</param>
public sealed class EncoderShelf(string folder)
{
    private const string OriginFile = "origin.json";
    private const string BesideSmall = "small+";

    private static readonly string[] Taken = ["small", "cnn-f"]; // what --image-encoder means by these already

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The user's own.</summary>
    public static EncoderShelf OfUser { get; } = new(FolderOfUser());

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Names of what is there, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(path => File.Exists(Path.Combine(path, OriginFile))).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Where an encoder came from; null where it is not there.</summary>
    public EncoderOrigin? OriginOf(string name)
    {
        var path = Path.Combine(folder, name, OriginFile);
        return IsName(name) && File.Exists(path) ? JsonSerializer.Deserialize<EncoderOrigin>(File.ReadAllBytes(path), Json) : null;
    }

    /// <summary>What a training is to take for a name: the folder of an encoder that is here; else the name as it is, for it may be a path, or a model of the store.</summary>
    /// <param name="name">As a user says it; "small+NAME" too. Null stays null.</param>
    /// <param name="store">Whose models come first.</param>
    /// <exception cref="UsageException">It can be fetched and has not been.</exception>
    public string? Resolve(string? name, string store)
    {
        if (name?.StartsWith(BesideSmall, StringComparison.Ordinal) == true)
            return BesideSmall + Resolve(name[BesideSmall.Length..], store);
        if (name is null || Directory.Exists(name) || File.Exists(name) || ModelDirectory.NamesIn(store).Contains(name))
            return name;
        if (OriginOf(name) is not null)
            return Path.Combine(folder, name);
        return KnownEncoder.Find(name) is null
            ? name
            : throw new UsageException($"The encoder '{name}' is not here yet.", $"Fetch it once: vitrine encoders get {name}");
    }

    /// <summary>Puts in an encoder. It appears whole or not at all, and takes the place of one of the same name.</summary>
    /// <param name="name">Letters, digits and hyphens.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="files">Its files by their paths.</param>
    /// <exception cref="UsageException">The name means something else, or cannot be one.</exception>
    /// <exception cref="CatalogueException">The disk says no.</exception>
    public void Put(string name, EncoderOrigin origin, IEnumerable<(string Path, Func<Stream> Open)> files)
    {
        if (!IsName(name) || Taken.Contains(name))
            throw new UsageException($"'{name}' cannot be the name of an encoder.", "Take letters, digits and hyphens; 'small' and 'cnn-f' have a meaning of their own.");
        try
        {
            DurableFolder.Replace(Path.Combine(folder, name), target =>
            {
                foreach (var (path, open) in files)
                {
                    var copy = Path.Combine(target, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    using var content = open();
                    DurableFile.Write(copy, content.CopyTo);
                }

                DurableFile.Write(Path.Combine(target, OriginFile), stream => JsonSerializer.Serialize(stream, origin, Json));
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"The encoder '{name}' cannot be kept in '{folder}': {e.Message}", "Name another folder in VITRINE_ENCODERS.", e);
        }
    }

    /// <summary>Puts in the network that a model of a store has learned, for other shops to begin with.</summary>
    /// <param name="name">Its name here.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="UsageException">There is no such model, it has learned no network, or the name cannot be one.</exception>
    public void PutLearned(string name, ModelDirectory model)
    {
        if (KnownEncoder.Find(name) is not null)
            throw new UsageException($"'{name}' is a published encoder.", "Choose another name.");
        model.ReadCard(); // says so where there is no such model
        var source = model.LearnedNetwork
            ?? throw new UsageException($"The model '{model.Name}' has no image network of its own.", "Name a contrastive model that learned from pixels.");
        string[] paths = [.. Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)];
        Put(name, new EncoderOrigin($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(model.StorePath)))}/{model.Name}", "images", null),
            paths.Select(path => (Path.GetRelativePath(source, path), (Func<Stream>)(() => File.OpenRead(path)))));
    }

    /// <summary>SHA-256 of some content; hexadecimal.</summary>
    internal static string HashOf(Stream content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && name[0] != '-';

    private static string FolderOfUser()
    {
        if (Environment.GetEnvironmentVariable("VITRINE_ENCODERS") is { Length: > 0 } own)
            return own;
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(caches, "vitrine", "encoders");
    }
}

/// <summary>Where an encoder came from.</summary>
/// <param name="From">A package with its version, or STORE/MODEL.</param>
/// <param name="Takes">"images" or "texts".</param>
/// <param name="Licence">Of a published one; null for one that a shop has learned.</param>
public sealed record EncoderOrigin(string From, string Takes, string? Licence);
