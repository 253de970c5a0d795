namespace Vitrine.Models.Tests.Contract;

/// <summary>Says whose laws a suite states.</summary>
/// <param name="method">The method's name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LawsOfAttribute(string method) : Attribute
{
    public string Method => method;
}
