using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>What people are told when SQLite cannot do its work. Every access to a store's databases goes through here.</summary>
internal static class StoreFault
{
    // Primary result codes of SQLite, https://sqlite.org/rescode.html
    private const int NoPermission = 3, Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    private const string Restore = "Restore a copy, or import the catalogue again into a new store.";

    /// <summary>Does some work on a store.</summary>
    /// <exception cref="CatalogueException">SQLite failed at it.</exception>
    public static T Guard<T>(string store, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Of(e, store);
        }
    }

    /// <summary>Reads what a store's database should hold. SQLite does not notice every damage: then it is the content that makes no sense.</summary>
    /// <inheritdoc cref="Guard{T}(string, Func{T})" path="/exception"/>
    public static T GuardContent<T>(string store, Func<T> read)
    {
        try
        {
            return Guard(store, read);
        }
        catch (Exception e) when (e is JsonException or InvalidCastException or InvalidOperationException or FormatException or OverflowException
            or IndexOutOfRangeException or ArgumentException)
        {
            throw new CatalogueException($"The database of '{store}' cannot be read: it is damaged ({e.Message}).", Restore, e);
        }
    }

    /// <inheritdoc cref="Guard{T}(string, Func{T})"/>
    public static void Guard(string store, Action work) => Guard(store, () =>
    {
        work();
        return true;
    });

    private static CatalogueException Of(SqliteException e, string store)
    {
        var (found, hint) = e.SqliteErrorCode switch
        {
            Busy or Locked => ("is locked by another program", "Close the program that has it open, such as a database browser, and try again."),
            NoPermission or ReadOnly or CannotOpen => ("cannot be opened", "Check that the folder is there and that you may read and write it."),
            Full => ("cannot grow: the disk is full", "Make room and try again; the store is as it was."),
            InputOutput => ("cannot be read or written", "Check the disk, then try again or restore a copy of the store."),
            NoMemory => ("needs more memory than there is", "Close other programs and try again."),
            Corrupt or NoDatabase => ("cannot be read: it is damaged or copied incompletely", Restore),
            _ => ("cannot be read: it is not as a store's should be", Restore),
        };
        return new CatalogueException($"The database of '{store}' {found} ({e.Message}).", hint, e);
    }
}
