using System.Reflection;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

public class CoverageTests
{
    [Fact]
    public void Methods_All_HaveTakenOnTheLaws()
    {
        var suites = typeof(ModelLaws).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ModelLaws)) && !type.IsAbstract).ToArray();
        Assert.All(suites, suite => Assert.True(suite.GetCustomAttribute<LawsOfAttribute>() is not null, $"{suite.Name} does not say whose laws it states."));
        var without = Methods.All.Select(method => method.Name).Except(suites.Select(suite => suite.GetCustomAttribute<LawsOfAttribute>()!.Method));
        Assert.True(!without.Any(), $"Without a suite that derives from {nameof(ModelLaws)}: {string.Join(", ", without)}.");
    }

    /// <summary>The contract knows data, files and itself, but no method, and no piece that methods share.</summary>
    [Fact]
    public void Contract_AllTypes_NameNoMethod()
    {
        const string Root = "Vitrine.Models", Contract = $"{Root}.{nameof(Contract)}", Files = $"{Root}.{nameof(Files)}";
        var foreign =
            from type in typeof(IMethod).Assembly.GetTypes()
            where type.Namespace == Contract
            from named in NamedBy(type)
            where named.Namespace is { } space && (space == Root || space.StartsWith($"{Root}.", StringComparison.Ordinal)) && space is not Contract and not Files
            select $"{type.Name} names {named.FullName}";
        Assert.Empty(foreign);
    }

    private static IEnumerable<Type> NamedBy(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type?> named =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(field => field.FieldType),
            .. type.GetMethods(All).Select(method => method.ReturnType),
            .. ((IEnumerable<MethodBase>)[.. type.GetMethods(All), .. type.GetConstructors(All)]).SelectMany(method =>
                method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])),
        ];
        return named.OfType<Type>().SelectMany(Unfold).Distinct();
    }

    private static IEnumerable<Type> Unfold(Type type) =>
        type.HasElementType ? Unfold(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unfold).Append(type) : [type];
}
