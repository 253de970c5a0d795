namespace Vitrine.Workbench.Tests.Hashing;

/// <summary>The tests that share one <see cref="CodeShop"/>.</summary>
[CollectionDefinition(Name)]
public sealed class CodeShopCollection : ICollectionFixture<CodeShop>
{
    public const string Name = "code shop";
}
