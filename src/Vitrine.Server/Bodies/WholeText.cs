using System.Text.Json;

namespace Vitrine.Server.Bodies;

/// <summary>
/// JSON may name half of a character, "\ud800", which is no text. The deserialiser refuses it by itself; what is kept as <see cref="JsonElement"/> fails only when the text is read, so that is done here, once.
/// </summary>
internal static class WholeText
{
    /// <summary>Whether all names and texts in it are whole.</summary>
    public static bool IsIn(JsonElement json)
    {
        try
        {
            Read(json);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    Read(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    Read(item);
                break;
            case JsonValueKind.String:
                _ = json.GetString();
                break;
            default:
                break;
        }
    }
}
