using Vitrine.Catalogue;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Tests.Understanding;

public sealed class SynonymsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-").FullName;

    [Theory]
    [InlineData("red couch", "red sofa", "couch>sofa")]
    [InlineData("settee", "sofa", "settee>sofa")]
    [InlineData("sofa", "sofa", "")]
    [InlineData("tee in blue", "t-shirt in blue", "tee>t-shirt")]
    [InlineData("t-shirt", "t-shirt", "")]
    [InlineData("carry on", "cabin suitcase", "carry on>cabin suitcase")]
    [InlineData("lamp", "lamp", "")]
    public void Apply_ALine_ReadsItsNames(string typed, string read, string told)
    {
        Write("sofa, couch, settee # all the same here", "", "# one way", "tee => t-shirt", "carry on, cabin suitcase");
        var (words, changed) = Synonyms.Of(folder).Apply(typed.Split(' '), name => name is "sofa" or "cabin suitcase" ? 500 : name == "couch" ? 3 : 0);
        Assert.Equal((read, told), (string.Join(' ', words), string.Join(';', changed.Select(change => $"{change.Typed}>{change.Read}"))));
    }

    [Fact]
    public void Apply_NamesOfAsManyProducts_StayAsTheyAreTyped()
    {
        Write("sofa, couch");
        Assert.Equal(["couch"], Synonyms.Of(folder).Apply(["couch"], _ => 5).Words);
    }

    [Fact]
    public void Of_NoFile_HasNone() => Assert.Equal(["couch"], Synonyms.Of(folder).Apply(["couch"], _ => 5).Words);

    [Theory]
    [InlineData("sofa")]
    [InlineData("sofa,")]
    [InlineData("=> sofa")]
    [InlineData("tee => t-shirt => shirt")]
    [InlineData("a name of four words, sofa")]
    public void Of_ALineOfAnotherForm_IsNamed(string line)
    {
        Write("sofa, couch", line);
        var error = Assert.Throws<BadDataException>(() => Synonyms.Of(folder));
        Assert.Equal(2, error.Line);
        Assert.Contains(line.Trim(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AHugeFile_IsRefusedBeforeItIsRead()
    {
        using (var file = File.Create(Path.Combine(folder, "synonyms.txt")))
            file.SetLength(1 << 21);
        Assert.Throws<BadDataException>(() => Synonyms.Of(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(params string[] lines) => File.WriteAllLines(Path.Combine(folder, "synonyms.txt"), lines);
}
