using System.Text.RegularExpressions;

namespace Vitrine.EndToEnd.Tests;

/// <summary>What scripts and hurried people give: each gets one line and a hint, and nothing is written.</summary>
public sealed partial class OddArgumentTests(SmallShop shop) : IClassFixture<SmallShop>
{
    private static readonly string[] Verbs =
        ["import", "remove", "synth", "inspect", "train", "encode", "index", "search", "suggest", "rules", "synonyms", "queries", "queries import", "export", "eval", "reproduce", "demo", "parity hsl", "parity encoder", "models", "models copy", "bench"];

    private static readonly string[] OddNumbers = ["-1", "2147483648", "1.5", "many", "1e3"];

    [Fact]
    public void Option_OfAnyVerbGivenNothing_IsNamed() => Everywhere((verb, option, kind, number) =>
        Assert.Contains($"{option} was given nothing", Refused(2, [.. verb.Split(' '), option, kind == "CHAR" || number % 2 == 0 ? "" : "  "])));

    // Options of one kind are read by the same lines, so each gets one odd number, and the next option the next one.
    [Fact]
    public void Number_OfAnyVerbOutOfItsRange_IsRefused() => Everywhere((verb, option, kind, number) =>
    {
        if (kind == "N")
            Refused(2, [.. verb.Split(' '), option, OddNumbers[number % OddNumbers.Length]]);
    });

    public static TheoryData<string> Lines => new(
        "search {store} --text boots -k 0", "search {store} --text boots -k -1", "search {store} --text boots -k 2147483648", "search {store} --text boots --by colour",
        "search {store} --text boots --model nope", "search {store} --text boots --model ../nope", "search {store} --image {files}", "search {store} --image nowhere.jpg",
        "search {store} --image {long}", "search {store} --text boots --explain {table}", "search {table} --text boots", "search {files} --text boots", "search {store} --like nobody",
        "search {store} --text boots --image-weight 0.5", "search {store} --like S00001 --text red --image-weight 2", "search {store} --like S00001 --text red --image-weight many",
        "search {store} --like S00001 --image-weight 0.5", "search {store} --like S00001 --like nobody --text red",
        "captions nowhere --images {images} --out new", "captions {files} --images {images} --out new", "captions {files} --out new", "captions {files} --images {images} --out {table}",
        "captions {files} --images {images} --out new --protocol x", "captions {files} --images {images} --out new --category hats",
        "train {store} --bits 0", "train {store} --method hichnet --bits 100000", "train {store} --bits 64", "train {store} --minutes 0", "train {store} --method cca --minutes 5", "train {store} --epochs 0", "train {store} --seed -1", "train {store} --seed 99999999999", "train {store} --threads 0",
        "train {store} --name ..", "train {store} --name a/b", "train {store} --name ../a", "train {store} --method magic", "train {store} --preset magic", "train {store} --variant magic",
        "train {store} --image-encoder nowhere", "train {store} --fine-tune magic", "train {files}", "train {table}",
        "remove {store}", "remove {store} nobody", "remove {store} --ids nowhere", "remove {store} --ids {files}", "remove {files} S00001", "remove new.vitrine S00001",
        "import --table {images} {import} --out new", "import --table {images}/S00001.jpg {import} --out new", "import --table {table} {import} --out {files}",
        "import --table {table} {import} --out {table}", "import --table {table} {import} --out {table}/new", "import --table {table} {import} --out {long}",
        "import --table {table} {import} --out new --image ,", "import --table {table} {import} --out new --attribute ,", "import --table {table} {import} --out new --image-pattern x",
        "import --table {table} {import} --out new --price nowhere", "import --table {table} {import} --out new --delimiter ab", "import --table {table} {import} --out new --encoding nope",
        "import --table {table} --images nowhere --id id --title title --category type --out new", "import --table {table} --images {images} --id id --title , --category type --out new",
        "import --table {table} --images {images} --id id --title title --category / --out new", "import --table {store} {import} --out new",
        "synth --products 0 --out new", "synth --products 2147483647 --out new", "synth --out {table}", "synth --out new --store other", "synth --store {files} --products 3", "synth --kdd {table}",
        "demo --catalogue nowhere", "demo --catalogue {table}", "demo --catalogue {store}", "demo --out {table}",
        "export {store} --out photos.txt", "export {store} --out nowhere/photos.npy", "export {store} --out {files}", "export {store} --out {long}.npy",
        "export {store} --out photos.npy --ids photos.npy", "export {store} --out photos.npy --ids {files}", "export {store} --out photos.npy --of x",
        "eval {store} --part x", "eval {store} --task x", "eval {store} --gallery x", "eval {store} --task candidates", "eval {store} --submission {files}", "eval {store} --task pairs --submission best.csv",
        "models nowhere", "models copy x {store}", "models copy {store}/nope {store}", "models copy {store}/quick {files}", "models copy {store}/quick {store} --name a/b",
        "models copy {store}/quick {store} --name ..", "reproduce nope", "reproduce ../nope", "reproduce", "parity hsl nowhere", "parity hsl {table}", "parity hsl {files}", "parity x y", "parity", "parity encoder nowhere",
        "parity encoder {table}", "parity encoder {files} --store nowhere", "parity encoder {files} --most-lost -1", "parity encoder {files} --most-lost NaN", "parity encoder {files} --most-lost many",
        "suggest {store}", "suggest {store} red -k 0", "suggest {files} red", "suggest nowhere red", "rules {files}", "rules nowhere", "rules {store} --category Nowhere", "synonyms {files}", "synonyms {store} --model nope", "synonyms {store} -k 0", "queries {files}", "queries nowhere", "queries {store} --since soon", "queries {store} -k 0", "queries import {store} nowhere", "queries import {files} {table}",
        "bench x", "bench index --only nothing", "train {store} --method hichnet --name ../x", "encode {store} --model nope", "index {store} --vector-format x", "index {files}", "inspect {table}", "inspect {long}", "inspect {store} extra");

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_ThatCannotBeMeant_IsRefusedInOneLineAndWritesNothing(string line) => Refused(line.Contains(".jpg {import}", StringComparison.Ordinal) || line.EndsWith("hsl {table}", StringComparison.Ordinal) ? 3 : 2,
        [.. line.Replace("{import}", "--images {images} --id id --title title --category department/group/type", StringComparison.Ordinal).Split(' ').Select(Meant)]);

    [Fact]
    public void Flag_GivenTwice_CountsOnce() => CommandLineProcess.Succeed("inspect", shop.Store, "--json", "--json");

    [Fact]
    public void Hits_MoreThanThereAreProducts_AreAll() =>
        Assert.Contains("S00001", CommandLineProcess.Succeed("search", shop.Store, "--model", shop.SearchableModel, "--text", "boots", "--by", "codes", "-k", "2147483647", "--json").Out);

    [Fact]
    public void Hits_MoreThanThereAreProducts_OfASearchByAllSignals_AreThoseThatHaveSomethingOfIt() =>
        Assert.Contains("Boots", CommandLineProcess.Succeed("search", shop.Store, "--model", shop.SearchableModel, "--text", "boots", "-k", "2147483647", "--json").Out);

    private string Meant(string word) => word
        .Replace("{store}", shop.Store, StringComparison.Ordinal)
        .Replace("{files}", shop.Files, StringComparison.Ordinal)
        .Replace("{images}", Path.Combine(shop.Files, "images"), StringComparison.Ordinal)
        .Replace("{table}", Path.Combine(shop.Files, "products.csv"), StringComparison.Ordinal)
        .Replace("{long}", new string('x', 300), StringComparison.Ordinal);

    /// <summary>Tries something with every option that takes a value, as the help of the first verb that has it says: options of one name and kind are made in one place.</summary>
    private void Everywhere(Action<string, string, string, int> attempt)
    {
        _ = shop.SearchableModel;
        var options = Verbs.AsParallel().AsOrdered().WithDegreeOfParallelism(4).SelectMany(verb =>
        {
            var ofVerb = ValueOption().Matches(CommandLineProcess.Succeed([.. verb.Split(' '), "--help"]).Out).Select(option => (Verb: verb, Name: option.Groups["name"].Value, Kind: option.Groups["kind"].Value)).ToArray();
            Assert.Contains(ofVerb, option => option.Name == "--threads");
            return ofVerb;
        }).ToArray();
        Parallel.ForEach(options.DistinctBy(option => (option.Name, option.Kind)).Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            one => attempt(one.Item.Verb, one.Item.Name, one.Item.Kind, one.Index));
    }

    private string Refused(int exitCode, string[] arguments)
    {
        _ = shop.SearchableModel;
        using var empty = new TemporaryFolder();
        Directory.CreateDirectory(empty.File("here"));
        var result = CommandLineProcess.RunIn(empty.File("here"), [.. arguments, "--quiet"]);
        var told = $"vitrine {string.Join(' ', arguments)}: {result}";
        Assert.True(result.ExitCode == exitCode, told);
        Assert.True(OneLineAndHint().IsMatch(result.Error), told);
        Assert.DoesNotContain("defect", result.Error);
        Assert.DoesNotContain("System.", result.Error);
        Assert.Empty(result.Out);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.File("here")));
        return result.Error;
    }

    [GeneratedRegex(@"^vitrine: [^\n]+\n  hint: [^\n]+\n$")]
    private static partial Regex OneLineAndHint();

    [GeneratedRegex(@"(?m)^  (?:-\w, )?(?<name>--?[\w-]+) <(?<kind>[^>\n]+)>")]
    private static partial Regex ValueOption();
}
