namespace Vitrine.Catalogue.Tests.Import.Options;

public class ValueNamesTests
{
    [Theory]
    [InlineData("Option1 Name,Option1 Value,Option2 Name,Option2 Value", "Option1 Value=Option1 Name Option2 Value=Option2 Name")]
    [InlineData("Attribute 1 name,Attribute 1 value(s)", "Attribute 1 value(s)=Attribute 1 name")]
    [InlineData("spec_name_2,spec_value_2", "spec_value_2=spec_name_2")]
    [InlineData("name,value", "")]
    [InlineData("Option1 Value,Option2 Name", "")]
    public void In_Columns_PairsValuesWithTheirNames(string columns, string pairs) =>
        Assert.Equal(pairs, string.Join(' ', ValueNames.In(columns.Split(',')).Select(pair => $"{pair.Key}={pair.Value}")));
}
