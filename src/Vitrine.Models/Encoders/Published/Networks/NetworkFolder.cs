using System.Text.Json;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>Writes a network that was learned here as a folder that <see cref="ImageNetworks.Load"/> reads.</summary>
internal static class NetworkFolder
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n" };

    /// <param name="folder">Made where it is not there.</param>
    /// <param name="config">What config.json says: <c>model_type</c> and sizes.</param>
    /// <param name="preprocessing">Photos stretched to a size.</param>
    /// <param name="network">The weights.</param>
    public static void Write<TConfig>(string folder, TConfig config, ImagePreprocessing preprocessing, Module network)
    {
        Directory.CreateDirectory(folder);
        WriteJson("config.json", config);
        WriteJson("preprocessor_config.json", new
        {
            size = new { width = preprocessing.Width, height = preprocessing.Height },
            resample = 2, // bilinear, by Pillow's number
            do_center_crop = false,
            image_mean = preprocessing.Scale.Mean,
            image_std = preprocessing.Scale.Deviation,
        });
        var writer = new SafeTensorsWriter();
        network.SaveState(writer);
        writer.Save(Path.Combine(folder, "model.safetensors"));

        void WriteJson<T>(string name, T content) => File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(content, Json) + "\n");
    }
}
