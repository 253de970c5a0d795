using System.Security.Cryptography;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>The vectors of a published network as features of photos, so that heads can be trained on them while it stays as it is.</summary>
public sealed class NetworkFeatures : IBatchFeatureExtractor, IDisposable
{
    // Larger ones are not faster: the filters' share of the memory traffic is small by then.
    private const int PhotosPerBatch = 32;

    private readonly ImageNetwork network;

    private NetworkFeatures(string folder, ImageNetwork network)
    {
        Folder = folder;
        this.network = network;
        Name = NameOf(folder);
    }

    /// <summary>Where the network came from.</summary>
    public string Folder { get; }

    /// <summary>The network's kind and a part of its files' hash: other weights or another preparation have another name.</summary>
    public string Name { get; }

    public string Version => "1";

    public int Dimensions => network.Dimensions;

    public int BatchSize => PhotosPerBatch;

    public int InputLength => network.Preprocessing.Length;

    /// <inheritdoc cref="ImageNetwork.Load"/>
    public static NetworkFeatures Load(string folder) => new(folder, ImageNetwork.Load(folder));

    public void Prepare(ReadOnlySpan<byte> file, Span<float> input) => network.Preprocessing.Prepare(ImageDecoder.Decode(file), input);

    public void Extract(Tensor inputs, Span<float> features)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var pixels = inputs.Reshape([inputs.Shape[0], 3, network.Preprocessing.Height, network.Preprocessing.Width]);
        network.Forward(pixels).Vectors.Data.CopyTo(features);
    }

    public void Extract(ReadOnlySpan<byte> file, Span<float> features)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var input = Tensor.Empty([1, InputLength]);
        Prepare(file, input.Data);
        Extract(input, features);
    }

    public void Dispose() => network.Dispose();

    private static string NameOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in ImageNetwork.Files.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        var kind = ConfigReader.Open(Path.Combine(folder, ImageNetwork.Files[0])).Word("model_type", null, ImageNetwork.Types);
        return $"{kind.Replace('_', '-')}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}";
    }
}
