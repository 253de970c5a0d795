namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>The same elements under another shape of equal length; no copy, forward or backward.</summary>
    public static Tensor Reshape(this Tensor x, Shape shape)
    {
        var result = Tensor.ResultView(shape, x);
        if (result.RequiresGradient)
            result.OnBackward("Reshape", gradient => x.ReceiveGradient(gradient, mayAdopt: true));
        return result;
    }
}
