[assembly: AssemblyFixture(typeof(Vitrine.Server.Tests.ServedShop))]
