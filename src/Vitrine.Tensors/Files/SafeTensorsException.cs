namespace Vitrine.Tensors.Files;

/// <summary>A safetensors file that cannot be used: damaged, hostile, or without what was asked for. The message names file and tensor.</summary>
public sealed class SafeTensorsException : IOException
{
    public SafeTensorsException(string message)
        : base(message)
    {
    }

    public SafeTensorsException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public SafeTensorsException()
    {
    }
}
