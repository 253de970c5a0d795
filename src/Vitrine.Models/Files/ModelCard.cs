using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Catalogue;

namespace Vitrine.Models.Files;

/// <summary>model.json: everything beside the weights that is needed to use a model again and to know where it came from.</summary>
public sealed record ModelCard
{
    /// <summary>The <see cref="Revision"/> of a model that is trained now: the SDK puts it behind the version, "0.1.0+COMMIT".</summary>
    public static string? OwnRevision { get; } = typeof(ModelCard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+').ElementAtOrDefault(1);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NewLine = "\n",
    };

    public required string Method { get; init; }

    public required string Preset { get; init; }

    /// <summary>How the training departed from the preset ("one-level+max"), or null.</summary>
    public string? Variant { get; init; }

    /// <summary>"fine-grained": what told the training how much a pair of products counts; null: each counted alike.</summary>
    public string? Labels { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The data the model was trained on (<see cref="CatalogueStore.DataHash"/>).</summary>
    public required string DataHash { get; init; }

    /// <summary>The split it was trained on.</summary>
    public required string SplitHash { get; init; }

    /// <summary>The version of Vitrine that trained it.</summary>
    public string Version { get; init; } = typeof(ModelCard).Assembly.GetName().Version!.ToString(3);

    /// <summary>The commit that this Vitrine was built from, with "-dirty" behind it where the checkout differed; null where the build knew of none, and in older cards.</summary>
    public string? Revision { get; init; }

    /// <summary>Epochs of the training.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs that these weights have seen; fewer than <see cref="Epochs"/> after an interruption.</summary>
    public int EpochsDone { get; init; }

    /// <summary>SHA-256 of model.safetensors, hexadecimal: two runs that agree in it have the same weights bit for bit.</summary>
    public string WeightsHash { get; init; } = "";

    /// <summary>"codes" or "vectors": by what it found more on the validation part, where it gives both; null where it gives one of them, or was not measured.</summary>
    public string? SearchBy { get; init; }

    /// <summary>Layers of the category tree that it learned to tell apart; null: it looks at no categories when it searches, and fits any tree.</summary>
    public int? Layers { get; init; }

    /// <summary>Whether it looks at pictures; otherwise at features or regions that came with a benchmark's items.</summary>
    public bool SeesPhotos { get; init; } = true;

    /// <summary>The published networks of the store that it looks and reads through: encoders/NAME of each.</summary>
    public IReadOnlyList<string> Encoders { get; init; } = [];

    /// <summary>The model that the training started from; null: from nothing.</summary>
    public ModelOrigin? From { get; init; }

    /// <summary>The <see cref="WeightsHash"/> of the model as which it encodes photos and titles, bit for bit: its towers, where only queries are composed otherwise. Null: its own way.</summary>
    public string? ItemsAs { get; init; }

    /// <summary>The method's own: sizes, vocabulary, features. See the method's settings record.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>The method's settings from JSON.</summary>
    /// <exception cref="JsonException">They are not this method's.</exception>
    public TSettings Unpack<TSettings>() =>
        Settings.Deserialize<TSettings>(Json) ?? throw new JsonException("The settings are null.");
}
