using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Vitrine.Catalogue;
using Vitrine.Onnx.Graphs;
using Vitrine.Tensors.Threading;

namespace Vitrine.Onnx.Sessions;

/// <summary>
/// A network that ONNX Runtime computes. The file is looked through before the runtime gets it, and whatever the runtime complains of becomes a message of ours.
/// May be used from several threads at once.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    // The runtime's own words for how grave a message is: only errors, for they come as exceptions anyway.
    private const OrtLoggingLevel OnlyFatal = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    private const string AllowSpinning = "session.intra_op.allow_spinning";

    private readonly string path;
    private readonly InferenceSession session;
    private readonly RunOptions options = new() { LogSeverityLevel = OnlyFatal };

    private OnnxSession(string path, InferenceSession session)
    {
        (this.path, this.session) = (path, session);
        Inputs = [.. session.InputMetadata.Select(Place)];
        Outputs = [.. session.OutputMetadata.Select(Place)];
    }

    public IReadOnlyList<TensorPlace> Inputs { get; }

    public IReadOnlyList<TensorPlace> Outputs { get; }

    /// <summary>Loads a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="further">Results of operations inside of the network that are to be outputs too; see <see cref="FurtherOutputs"/>.</param>
    /// <param name="threads">Of one computation; 0: as many as all else here (<see cref="WorkerPool.ThreadCount"/>).</param>
    /// <param name="spins">Whether a thread that waits for the others keeps its processor, as the runtime has it by itself; else it sleeps.</param>
    /// <inheritdoc cref="OnnxGraph.Open" path="/exception"/>
    /// <exception cref="BadDataException">The runtime cannot take it.</exception>
    public static OnnxSession Open(string path, IReadOnlyList<string>? further = null, int threads = 0, bool spins = true)
    {
        using (OnnxGraph.Open(path))
        {
            // Looked through, that is all.
        }

        using var settings = new SessionOptions
        {
            LogSeverityLevel = OnlyFatal,
            IntraOpNumThreads = threads > 0 ? threads : WorkerPool.ThreadCount,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        if (!spins)
            settings.AddSessionConfigEntry(AllowSpinning, "0");
        return Guard(path, () => new OnnxSession(path, further is { Count: > 0 }
            ? FurtherOutputs.Open(path, further, settings)
            : new InferenceSession(path, settings)));
    }

    /// <summary>Computes outputs.</summary>
    /// <param name="inputs">All inputs of the network, each once.</param>
    /// <param name="outputs">Names of outputs.</param>
    /// <exception cref="BadDataException">The network cannot do with them.</exception>
    public NetworkOutput[] Run(IReadOnlyList<NetworkInput> inputs, IReadOnlyList<string> outputs) => Guard(path, () =>
    {
        var values = new List<OrtValue>(inputs.Count);
        try
        {
            foreach (var input in inputs)
                values.Add(ValueOf(input));
            using var results = session.Run(options, [.. inputs.Select(input => input.Name)], values, outputs);
            return results.Select(Read).ToArray();
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    });

    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
    }

    private OrtValue ValueOf(NetworkInput input)
    {
        var type = session.InputMetadata[input.Name].ElementDataType;
        return (input, type) switch
        {
            (RealInput real, TensorElementType.Float) =>
                OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, real.Values, real.Shape),
            (RealInput real, _) => OrtValue.CreateTensorValueFromMemory(Convert(real.Values.Span, value => (Float16)value), real.Shape),
            (WholeInput whole, TensorElementType.Int64) => OrtValue.CreateTensorValueFromMemory(whole.Values, whole.Shape),
            (WholeInput whole, _) => OrtValue.CreateTensorValueFromMemory(Convert<long, int>(whole.Values, value => checked((int)value)), whole.Shape),
            _ => throw new ArgumentException($"No such kind of input: {input.GetType().Name}.", nameof(input)),
        };
    }

    private static NetworkOutput Read(OrtValue value)
    {
        var about = value.GetTensorTypeAndShape();
        var numbers = about.ElementDataType == TensorElementType.Float16
            ? Convert(value.GetTensorDataAsSpan<Float16>(), half => (float)half)
            : value.GetTensorDataAsSpan<float>().ToArray();
        return new NetworkOutput(about.Shape, numbers);
    }

    private static TTo[] Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Func<TFrom, TTo> convert)
    {
        var to = new TTo[from.Length];
        for (var i = 0; i < to.Length; i++)
            to[i] = convert(from[i]);
        return to;
    }

    private static TensorPlace Place(KeyValuePair<string, NodeMetadata> place)
    {
        var type = place.Value.IsTensor ? place.Value.ElementDataType : TensorElementType.DataTypeMax;
        var isHalf = type == TensorElementType.Float16;
        return new TensorPlace(place.Key, place.Value.IsTensor ? place.Value.Dimensions : [], isHalf || type == TensorElementType.Float, isHalf,
            place.Value is { IsTensor: true, SymbolicDimensions: [var batch, ..] } ? batch : "");
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (OnnxRuntimeException exception)
        {
            var found = exception.Message.ReplaceLineEndings(" ").Trim();
            throw new BadDataException(path, null, null, found.Length > 300 ? found[..300] + "…" : found, "a network that ONNX Runtime can compute",
                "Fetch the file again, or export it for an older opset.", exception);
        }
    }
}
