using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>CLIP's image tower as an image network: vectors in the common space; the map are its patches after the last layer.</summary>
public sealed class ClipImages : ImageNetwork
{
    /// <param name="model">Becomes a part of this.</param>
    public ClipImages(ClipModel model) => Model = AddChild("", model);

    public ClipModel Model { get; }

    public override int Dimensions => Model.Config.Projection;

    public override int Channels => Model.Config.Vision.Width;

    public override ImageFeatures Forward(Tensor pixels)
    {
        var steps = Model.Vision.Steps(pixels);
        var (batch, width, grid) = (steps.Shape[0], steps.Shape[2], Model.Config.Grid);
        var map = steps.Slice(1, 1, grid * grid).Permute(0, 2, 1).Reshape([batch, width, grid, grid]);
        return new ImageFeatures(Model.ProjectImages(steps), map);
    }

    private protected override void CheckInput(ImagePreprocessing preprocessing) => RequireSide(preprocessing, Model.Config.ImageSize);
}
