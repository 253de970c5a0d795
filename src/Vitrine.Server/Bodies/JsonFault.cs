using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Bodies;

/// <summary>Says in the API's own words why a JSON text is not a request.</summary>
internal static partial class JsonFault
{
    /// <summary>What is wrong and where, and what was expected there.</summary>
    /// <typeparam name="T">The request's form; the descriptions of its properties say what is expected.</typeparam>
    public static string Explain<T>(JsonException fault)
    {
        var path = fault.Path is { Length: > 1 } given ? given.TrimStart('$', '.') : "";
        var place = $"Line {fault.LineNumber + 1 ?? 1}, byte {fault.BytePositionInLine + 1 ?? 1} of the body";
        if (StrangeName().Match(fault.Message) is { Success: true } strange)
            return $"{place}: the name '{strange.Groups[1].Value}' is not known here; expected one of {string.Join(", ", NamesOf(typeof(T)))}.";
        if (fault.Message.Contains("Duplicate property", StringComparison.Ordinal))
            return $"{place}: a name stands twice{(path.Length == 0 ? "" : $" ('{path}')")}; expected each name once.";
        if (fault.Message.Contains("maximum", StringComparison.Ordinal) && fault.Message.Contains("depth", StringComparison.Ordinal))
            return $"{place}: it is nested deeper than {ApiJson.Options.MaxDepth} levels.";
        if (fault.Message.Contains("could not be converted", StringComparison.Ordinal))
            return $"{place}: '{path}' has another form than expected{(Expected(typeof(T), path) is { } expected ? $": {expected}" : ".")}";
        return $"{place} is no JSON.";
    }

    private static IEnumerable<string> NamesOf(Type form) => form.GetProperties().Where(property => property.CanWrite).Select(property => ApiJson.Options.PropertyNamingPolicy!.ConvertName(property.Name));

    private static string? Expected(Type form, string path)
    {
        var name = path.Split('.', '[')[0];
        return form.GetProperties().FirstOrDefault(property => ApiJson.Options.PropertyNamingPolicy!.ConvertName(property.Name) == name)?.GetCustomAttribute<DescriptionAttribute>()?.Description;
    }

    [GeneratedRegex("^The JSON property '(.{0,60}?)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex StrangeName();
}
