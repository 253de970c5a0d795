// The number of worker threads is one setting of the process, and tests change it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
