using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Short ways to run one statement with numbered parameters (<c>$0</c>, <c>$1</c> …).</summary>
[SuppressMessage("Security", "CA2100", Justification = "Every statement is a constant of this project; values come as parameters.")]
internal static class SqliteCommands
{
    /// <summary>Runs a statement; returns the number of rows it changed.</summary>
    public static int Do(this SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = connection.Statement(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The whole number a statement answers with.</summary>
    public static long Number(this SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = connection.Statement(sql, values);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Every row a query finds.</summary>
    public static List<T> Rows<T>(this SqliteConnection connection, Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object> values)
    {
        using var command = connection.Statement(sql, values);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static SqliteCommand Statement(this SqliteConnection connection, string sql, ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i]);
        }

        return command;
    }
}
