using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Vitrine.Architecture.Tests;

/// <summary>Where the types of an assembly are written, read from its debug symbols: several folders share a namespace, so that names do not tell.</summary>
internal static class SourceFolders
{
    // Documents of types without code (interfaces, enumerations), as the format of portable debug symbols calls them.
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <summary>
    /// The folder below that of the project ("" is the project's own), by the full name of a type that is not nested. A partial type spread over a folder and
    /// those below it belongs to the upper one. Generated files are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(Room room)
    {
        using var file = File.OpenRead(room.Assembly.Location);
        using var assembly = new PEReader(file);
        using var symbolFile = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(room.Assembly.Location, "pdb")));
        var types = assembly.GetMetadataReader();
        var symbols = symbolFile.GetMetadataReader();
        return types.TypeDefinitions
            .SelectMany(type => DocumentsOf(type, types, symbols)
                .Select(document => FolderOf(symbols.GetString(symbols.GetDocument(document).Name), room.Name))
                .OfType<string>()
                .Select(folder => (Name: OutermostName(type, types), Folder: folder)))
            .GroupBy(entry => entry.Name, entry => entry.Folder, StringComparer.Ordinal)
            .ToDictionary(type => type.Key, type => type.Min(StringComparer.Ordinal)!, StringComparer.Ordinal);
    }

    private static IEnumerable<DocumentHandle> DocumentsOf(TypeDefinitionHandle type, MetadataReader types, MetadataReader symbols)
    {
        foreach (var method in types.GetTypeDefinition(type).GetMethods())
        {
            var document = symbols.GetMethodDebugInformation(method).Document;
            if (!document.IsNil)
                yield return document;
        }

        foreach (var handle in symbols.GetCustomDebugInformation(type))
        {
            var information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) != TypeDefinitionDocuments)
                continue;

            foreach (var document in Documents(symbols.GetBlobReader(information.Value)))
                yield return document;
        }
    }

    private static List<DocumentHandle> Documents(BlobReader numbers)
    {
        var documents = new List<DocumentHandle>();
        while (numbers.RemainingBytes > 0)
            documents.Add(MetadataTokens.DocumentHandle(numbers.ReadCompressedInteger()));
        return documents;
    }

    private static string? FolderOf(string document, string project)
    {
        var path = document.Replace('\\', '/');
        path = path[..(path.LastIndexOf('/') + 1)];
        if (path.Contains("/obj/", StringComparison.Ordinal))
            return null;

        var start = $"/src/{project}/";
        var at = path.LastIndexOf(start, StringComparison.Ordinal);
        if (at >= 0)
            return path[(at + start.Length)..].TrimEnd('/');

        return path.EndsWith("/src/Platform/", StringComparison.Ordinal) ? "Platform" : null;
    }

    private static string OutermostName(TypeDefinitionHandle handle, MetadataReader types)
    {
        var type = types.GetTypeDefinition(handle);
        while (type.IsNested)
            type = types.GetTypeDefinition(type.GetDeclaringType());
        return $"{types.GetString(type.Namespace)}.{types.GetString(type.Name)}";
    }
}
