using Vitrine.Models.Files;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public sealed class TrainedModelsTests : IDisposable
{
    private const string Card = """{ "method": "hsl", "preset": "small", "seed": 1, "dataHash": "d", "splitHash": "s", "version": "1", "epochs": 1, "epochsDone": 1, "weightsHash": "w", "settings": {}, "encoders": ["net-1"] }""";

    private readonly TemporaryFolder folder = new();
    private readonly TrainedModels trained;

    public TrainedModelsTests() => trained = new TrainedModels(Path.Combine(folder.FullName, "trained"));

    [Fact]
    public void Take_OfWhatWasKept_GivesTheWholeModelUnderAnotherNameWithItsNetworks()
    {
        folder.Write("first/models/one/model.json", Card);
        folder.Write("first/models/one/image-encoder/net.onnx", "inner");
        folder.Write("first/encoders/net-1/net.onnx", "network");
        trained.Keep("key", Store("first"), "one", 2.5);
        Assert.Equal(2.5, trained.Take("key", Store("second"), "two"));
        Assert.Equal(Card, File.ReadAllText(Path.Combine(Store("second"), "models", "two", "model.json")));
        Assert.Equal("inner", File.ReadAllText(Path.Combine(Store("second"), "models", "two", "image-encoder", "net.onnx")));
        Assert.Equal("network", File.ReadAllText(Path.Combine(Store("second"), "encoders", "net-1", "net.onnx")));
        Assert.Equal(["two"], ModelDirectory.NamesIn(Store("second")));
    }

    [Fact]
    public void Take_OfWhatIsCutShort_GivesAWholeOneInItsPlace()
    {
        folder.Write("first/models/one/model.json", Card);
        trained.Keep("key", Store("first"), "one", 1);
        folder.Write("second/models/one/checkpoint.safetensors", "half");
        trained.Take("key", Store("second"), "one");
        Assert.Equal(["model.json"], Directory.EnumerateFiles(Path.Combine(Store("second"), "models", "one")).Select(Path.GetFileName));
    }

    [Fact]
    public void Take_OfAnotherKey_GivesNothing()
    {
        folder.Write("first/models/one/model.json", Card);
        trained.Keep("key", Store("first"), "one", 1);
        Assert.Null(trained.Take("other", Store("second"), "one"));
        Assert.False(Directory.Exists(Store("second")));
    }

    [Fact]
    public void Take_WhereKeepingWasInterrupted_GivesNothing()
    {
        folder.Write("first/models/one/model.json", Card);
        trained.Keep("key", Store("first"), "one", 1);
        File.Delete(Path.Combine(folder.FullName, "trained", "key", "minutes.json"));
        Assert.Null(trained.Take("key", Store("second"), "one"));
        trained.Keep("key", Store("first"), "one", 3);
        Assert.Equal(3, trained.Take("key", Store("second"), "one"));
    }

    public void Dispose() => folder.Dispose();

    private string Store(string name) => Path.Combine(folder.FullName, name);
}
