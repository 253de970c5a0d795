using BenchmarkDotNet.Running;
using Vitrine.Benchmarks;
using Vitrine.Benchmarks.Encoders;
using Vitrine.Benchmarks.Vectors;

// "serve" is how the scripts of bench/peers drive our side; "encoder DIR" times a published encoder, "usearch" and "faiss" our vectors beside others; everything else is BenchmarkDotNet's command line (--filter '*').
if (args is ["serve"])
    WorkServer.Serve(Console.In, Console.Out);
else if (args is ["encoder", var folder, .. var threads])
    EncoderTiming.Run(folder, threads is [var count] ? int.Parse(count) : Environment.ProcessorCount, Console.Out);
else if (args is ["usearch", .. var options])
    VectorsCommand.RunUSearch(options);
else if (args is ["faiss", .. var choices])
    VectorsCommand.RunFaiss(choices);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
