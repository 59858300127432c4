using System.Globalization;
using FaceRecMqtt.Faces.Embedding;
using Microsoft.Data.Sqlite;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Threshold and margin that a calibration put in the place of a model's, kept in the gallery by the model's hash.</summary>
internal static class CalibratedLimits
{
    /// <summary>What is set for a model; null where nothing is, or nothing that could be a limit.</summary>
    public static (float? Threshold, float? Margin) Read(SqliteConnection connection, EmbeddingModel model) =>
        (Value(connection, $"threshold:{model.Hash}", 1), Value(connection, $"margin:{model.Hash}", 2));

    /// <summary>Sets them; null takes them back.</summary>
    public static int Write(SqliteConnection connection, EmbeddingModel model, (float Threshold, float Margin)? limits) =>
        Write(connection, $"threshold:{model.Hash}", limits?.Threshold) + Write(connection, $"margin:{model.Hash}", limits?.Margin);

    private static int Write(SqliteConnection connection, string key, float? value) => value is { } number
        ? connection.Do("INSERT OR REPLACE INTO settings (key, value) VALUES ($0, $1)", key, number.ToString("R", CultureInfo.InvariantCulture))
        : connection.Do("DELETE FROM settings WHERE key = $0", key);

    private static float? Value(SqliteConnection connection, string key, float most) =>
        connection.Rows(row => row.GetString(0), "SELECT value FROM settings WHERE key = $0", key) is [var text]
        && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= most
            ? value
            : null;
}
