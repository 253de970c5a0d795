namespace Vitrine.Postgres.Tests.Address;

public sealed class PostgresAddressTests
{
    [Fact]
    public void Parse_AllParts_KeepsThemAndHidesThePassword()
    {
        var address = PostgresAddress.Parse("postgresql://shop%40x:s%3Aec%2Fret@db1,db2:6000,[::1]:7000/pro%20ducts?prefix=a1&partitions=4&timeout=7&connect_timeout=3&connections=2&read=prefer-standby&sslmode=require&copy=off");
        Assert.Equal(("shop@x", "pro ducts", "a1", 4, 7), (address.User, address.Database, address.Prefix, address.Partitions, address.SearchSeconds));
        Assert.Equal((3, 2, false), (address.ConnectSeconds, address.MostConnections, address.Copies));
        Assert.Equal(["db1:5432", "db2:6000", "[::1]:7000"], address.Hosts);
        Assert.Equal("postgres://shop%40x@db1:5432,db2:6000,[::1]:7000/pro%20ducts", address.ToString());
        Assert.Contains("Password=s:ec/ret", address.ConnectionString("test"), StringComparison.Ordinal);
        Assert.Equal("wrong: … at", address.WithoutPassword("wrong: s:ec/ret at"));
    }

    [Theory]
    [InlineData("mysql://u:hidden@h/d", "begins with postgres://")]
    [InlineData("postgres://u:hidden@h", "names no database")]
    [InlineData("postgres://u:hidden@h:x/d", "a port that is none")]
    [InlineData("postgres://u:hidden@h:0/d", "a port that is none")]
    [InlineData("postgres://u:hidden@/d", "a host without a name")]
    [InlineData("postgres://u:hidden@h/d?password=hidden", "a setting 'password'; there are sslmode, prefix")]
    [InlineData("postgres://u:hidden@h/d?prefix=A;drop", "prefix 'A;drop'; expected 1…20 small letters")]
    [InlineData("postgres://u:hidden@h/d?timeout=0", "timeout=0; expected a whole number, 1…3600")]
    [InlineData("postgres://u:hidden@h/d?read=both", "read=both; expected primary, prefer-primary or prefer-standby")]
    [InlineData("postgres://u:hidden@h/d?sslmode=maybe", "sslmode=maybe; expected disable")]
    [InlineData("postgres://u:hidden@h/d?copy=maybe", "copy=maybe; expected on or off")]
    public void Parse_WhatIsWrong_SaysSoWithoutThePassword(string text, string said)
    {
        var message = Assert.Throws<ArgumentException>(() => PostgresAddress.Parse(text)).Message;
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", message, StringComparison.Ordinal);
    }

    [Fact]
    public void SchemaName_NamesThatLookAlike_Differ()
    {
        string[] names = ["a/b", "a_b", "A/b", "a/b ", new string('x', 200), new string('x', 199), "'; DROP", "\"", "😀", "a\0b"];
        var schemas = names.Select(name => new SchemaName("vitrine", name).Text).ToArray();
        Assert.Equal(names.Length, schemas.Distinct().Count());
        Assert.All(schemas, schema => Assert.Matches("^vitrine_[a-z0-9_]{1,24}_[0-9a-f]{12}$", schema));
        Assert.Throws<ArgumentException>(() => new SchemaName("vitrine", ""));
    }
}
