using System.Text;
using Vitrine.Search.Log;

namespace Vitrine.Search.Tests.Log;

/// <summary>Lines of User Behavior Insights.</summary>
public sealed class UbiLineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var query = new LoggedQuery("q1", Noon, "red \"dress\" – größe 38", ["1001", "A-7"], 12);
        var read = Assert.IsType<LoggedQuery>(Read(UbiLine.Of(query)));
        Assert.Equal(query with { HitIds = [] }, read with { HitIds = [] });
        Assert.Equal(query.HitIds, read.HitIds);
        var click = new LoggedClick("q1", Noon, "add_to_cart", "A-7", 2);
        Assert.Equal(click, Read(UbiLine.Of(click)));
        Assert.Equal(click with { Place = null }, Read(UbiLine.Of(click with { Place = null })));
    }

    [Fact]
    public void Read_WhoAsked_IsNotKept()
    {
        var line = UbiLine.Of((LoggedQuery)Read("""{"application":"shop","query_id":"q","client_id":"CLIENT","user_id":"USER","session_id":"SESSION","user_query":"dress","timestamp":"2026-11-29T12:00:47+00:00","query_attributes":{"ip":"ADDRESS"},"query_response_hit_ids":["1"]}""")!);
        Assert.All(["CLIENT", "USER", "SESSION", "ADDRESS", ":47"], personal => Assert.DoesNotContain(personal, line, StringComparison.Ordinal));
        line = UbiLine.Of((LoggedClick)Read("""{"action_name":"click","query_id":"q","client_id":"CLIENT","session_id":"SESSION","message":"MESSAGE","timestamp":"2026-11-29T12:00:47Z","event_attributes":{"user_id":"USER","object":{"object_id":"1"},"position":{"ordinal":3}}}""")!);
        Assert.All(["CLIENT", "USER", "SESSION", "MESSAGE", ":47"], personal => Assert.DoesNotContain(personal, line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"action_name":"click_through","query_id":"q","timestamp":1764417647000,"event_attributes":{"object":{"object_id":1001},"position":{"xy":{"x":1,"y":2}}}}""", "1001")]
    [InlineData("""{"_index":"ubi_events","_source":{"action_name":"purchase","query_id":"q","timestamp":"2026-11-29T12:00:00","event_attributes":{"object":{"object_id":"A 7"}}}}""", "A 7")]
    public void Read_AnEvent_NamesItsProduct(string line, string product)
    {
        var click = Assert.IsType<LoggedClick>(Read(line));
        Assert.Equal((product, (int?)null, 0), (click.ProductId, click.Place, click.Time.Second));
    }

    [Theory]
    [InlineData("""{"action_name":"impression","query_id":"q","timestamp":"2026-11-29T12:00:00Z","event_attributes":{"object":{"object_id":"1"}}}""")]
    [InlineData("""{"action_name":"login","timestamp":"2026-11-29T12:00:00Z"}""")]
    [InlineData("""{"action_name":"click","query_id":null,"timestamp":"2026-11-29T12:00:00Z","event_attributes":{"object":{"object_id":"1"}}}""")]
    [InlineData("""{"action_name":"click","query_id":"q","timestamp":"2026-11-29T12:00:00Z"}""")]
    [InlineData("""{"index":{"_index":"ubi_events"}}""")]
    public void Read_WhatSaysNothingOfAProduct_IsPassedOver(string line) => Assert.Null(Read(line));

    [Theory]
    [InlineData("dress", "JSON")]
    [InlineData("[1]", "object")]
    [InlineData("{}", "user_query nor action_name")]
    [InlineData("""{"user_query":"dress","query_id":"q"}""", "timestamp")]
    [InlineData("""{"user_query":"dress","timestamp":"2026-11-29T12:00:00Z"}""", "query_id")]
    [InlineData("""{"user_query":7,"query_id":"q","timestamp":"2026-11-29T12:00:00Z"}""", "user_query")]
    [InlineData("""{"user_query":"dress","query_id":"q","timestamp":"yesterday"}""", "timestamp")]
    [InlineData("""{"action_name":"click","query_id":"q","timestamp":-5,"event_attributes":{"object":{"object_id":"1"}}}""", "timestamp")]
    [InlineData("""{"action_name":"click","query_id":"q","timestamp":"2026-11-29T12:00:00Z","event_attributes":{"object":{}}}""", "id of a product")]
    public void Read_ALineOfAnotherForm_SaysWhatItFound(string line, string found) => Assert.Contains(found, Assert.Throws<FormatException>(() => Read(line)).Message, StringComparison.Ordinal);

    private static object? Read(string line) => UbiLine.Read(Encoding.UTF8.GetBytes(line));
}
