namespace Vitrine.Catalogue;

/// <summary>The part of the split that a product belongs to: 80 % train, 5 % validation, 15 % test of the groups of products (see <see cref="SplitRule"/>).</summary>
/// <remarks>A byte, because there is one for each of millions of rows.</remarks>
public enum Part : byte
{
    Train = 0,
    Validation = 1,
    Test = 2,
}
