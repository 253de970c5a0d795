namespace Vitrine.Tensors;

/// <summary>A function applied to each element.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel, 2016).</summary>
    Gelu,

    /// <summary>The approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) of the same paper.</summary>
    GeluTanh,

    /// <summary>x·sigmoid(1.702·x), as CLIP was trained with.</summary>
    QuickGelu,
}
