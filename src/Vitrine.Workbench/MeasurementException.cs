using Vitrine.Catalogue;

namespace Vitrine.Workbench;

/// <summary>What was to be measured cannot be measured on these data (command line: exit 3). The message says why, in one sentence.</summary>
public sealed class MeasurementException(string message, string hint) : CatalogueException(message, hint);
