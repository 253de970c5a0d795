using BenchmarkDotNet.Running;
using Vitrine.Benchmarks;

// "serve" is how the scripts of bench/peers drive our side; everything else is BenchmarkDotNet's command line (--filter '*').
if (args is ["serve"])
    WorkServer.Serve(Console.In, Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
