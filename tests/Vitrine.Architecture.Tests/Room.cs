using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;

namespace Vitrine.Architecture.Tests;

/// <summary>An assembly of the house, as it was built.</summary>
internal sealed class Room
{
    private static readonly Dictionary<string, Room> Entered = [];

    private Room(string name)
    {
        Name = name;
        Assembly = System.Reflection.Assembly.Load(name == "Vitrine.Cli" ? "vitrine" : name);
        Types = [.. new ArchLoader().LoadAssembly(Assembly).Build().Types.Where(type => type.Assembly?.Name.Split(',')[0] == Assembly.GetName().Name)];
    }

    public string Name { get; }

    public System.Reflection.Assembly Assembly { get; }

    /// <summary>The types that it defines, nested and private ones too.</summary>
    public IReadOnlyList<IType> Types { get; }

    /// <summary>Every use of one type by another of our own, whoever defines it: "Vitrine.Index" is where the other stands.</summary>
    public IEnumerable<(IType User, IType Used, string Where)> Uses =>
        from user in Types
        from used in user.GetTypeDependencies()
        where used is not GenericParameter // a generic method's TVector reads as that of the type that was met first
        let assembly = used.Assembly?.Name.Split(',')[0]
        where assembly is not null
        let room = assembly == "vitrine" ? "Vitrine.Cli" : assembly
        where room.StartsWith("Vitrine.", StringComparison.Ordinal)
        select (user, used, room);

    /// <summary>The room with a name, read once.</summary>
    public static Room Named(string name)
    {
        lock (Entered)
        {
            if (!Entered.TryGetValue(name, out var room))
                Entered[name] = room = new Room(name);
            return room;
        }
    }
}
