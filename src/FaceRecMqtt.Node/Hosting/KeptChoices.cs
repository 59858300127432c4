using System.Text.Json;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>What people chose while the node ran: it holds over a restart, until the configuration says something else than it did then.</summary>
/// <remarks>So a camera that was switched off stays off after an update, and whoever edits the configuration is obeyed all the same.</remarks>
/// <param name="settings">Where it is kept.</param>
internal sealed class KeptChoices(SettingStore settings)
{
    /// <summary>What was chosen; null: nothing, or the configuration was changed since.</summary>
    /// <param name="key">Of what.</param>
    /// <param name="configured">What the configuration says now.</param>
    public string? Read(string key, string configured)
    {
        if (settings.Read(key) is not { } text)
        {
            return null;
        }

        if (JsonSerializer.Deserialize<string[]>(text) is [var before, var chosen] && before == configured)
        {
            return chosen;
        }

        settings.Remove(key);
        return null;
    }

    /// <summary>Keeps a choice; waits for the disk.</summary>
    /// <param name="key">Of what.</param>
    /// <param name="configured">What the configuration says.</param>
    /// <param name="chosen">What was chosen.</param>
    public void Keep(string key, string configured, string chosen)
    {
        if (configured == chosen)
        {
            settings.Remove(key);
        }
        else
        {
            settings.Write(key, JsonSerializer.Serialize((string[])[configured, chosen]));
        }
    }
}
