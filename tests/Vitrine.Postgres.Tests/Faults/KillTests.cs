using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Faults;

/// <summary>A few kills; bench/Vitrine.Databases does many.</summary>
public sealed class KillTests
{
    [Fact]
    public void Server_KilledUnderWrites_HasWhatWasAcknowledgedAndNothingElse()
    {
        PlainServer.SkipWhereMissing();
        using var server = RealServer.Start();
        var trial = new KillTrial(server, seed: 3);
        Assert.Empty(trial.Run(4, _ => { }));
        Assert.True(trial.Commits >= 4, $"{trial.Commits} commits");
    }
}
