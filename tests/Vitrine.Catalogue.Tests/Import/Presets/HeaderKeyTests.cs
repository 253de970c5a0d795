namespace Vitrine.Catalogue.Tests.Import.Presets;

public class HeaderKeyTests
{
    [Theory]
    [InlineData("image_link", "Image Link")]
    [InlineData("g:image_link", "image link")]
    [InlineData("Name *", "name")]
    [InlineData("Attribute 1 value(s)", "attribute1values")]
    [InlineData("Catégorie", "categorie")]
    [InlineData("Größe", "GROSSE")]
    public void Of_SpellingsOfOneName_AreEqual(string one, string other) => Assert.Equal(HeaderKey.Of(one), HeaderKey.Of(other));

    [Theory]
    [InlineData("option#value", "option12value", true)]
    [InlineData("option#value", "optionvalue", true)]
    [InlineData("option#value", "optionxvalue", false)]
    [InlineData("size#", "size", true)]
    [InlineData("size#", "sizes", false)]
    [InlineData("colour*", "colourway", true)]
    [InlineData("colour*", "color", false)]
    [InlineData("id", "idx", false)]
    public void Matches_Pattern_MeansDigitsOrTheRest(string pattern, string key, bool matches) => Assert.Equal(matches, HeaderKey.Matches(pattern, key));
}
