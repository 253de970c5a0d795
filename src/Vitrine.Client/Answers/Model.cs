namespace Vitrine.Client.Answers;

/// <summary>A model of the shop.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The method that it learned by.</param>
/// <param name="Preset">The size of it.</param>
/// <param name="Epochs">How often it saw the training part.</param>
/// <param name="IsForWords">Whether searches by words use it.</param>
/// <param name="IsForPictures">Whether searches by pictures use it.</param>
public sealed record Model(string Name, string Method, string Preset, int Epochs, bool IsForWords, bool IsForPictures);

/// <summary>All of them, as the server sends them.</summary>
internal sealed record ModelList(IReadOnlyList<Model> Models);
