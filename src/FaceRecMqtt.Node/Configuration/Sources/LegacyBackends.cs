using System.Globalization;

namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>The backends of a configuration as the earlier installation knew them: one on the CPU, one on the Hailo device.</summary>
/// <param name="root">The file's nodes; changed.</param>
internal sealed class LegacyBackends(SourceSection root)
{
    private const string HailoName = "hailo";

    /// <summary>Whether a Hailo backend is configured.</summary>
    public bool HasHailo => Find(isHailo: true) >= 0;

    /// <summary>Sets a key of the first backend on the CPU.</summary>
    public void SetOnnx(string key, string value, SourcePosition position)
    {
        var index = Find(isHailo: false);
        Set(["backends", Text(index < 0 ? Items.Count : index), key], value, position);
    }

    /// <summary>Sets a key of the first Hailo backend, which there is.</summary>
    public void SetHailo(string key, string value, SourcePosition position) => Set(["backends", Text(Find(isHailo: true)), key], value, position);

    /// <summary>A key of the first Hailo backend; null where it is not given.</summary>
    public string? Hailo(string key) => Find(isHailo: true) is >= 0 and var index ? Value(Items[index], key) : null;

    /// <summary>Makes the Hailo backend the active one; adds one where there is none.</summary>
    public void ChooseHailo(SourcePosition position)
    {
        var index = Find(isHailo: true);
        if (index < 0)
        {
            if (Items.Count == 0)
            {
                Set(["backends", "0", "kind"], "onnx", position); // The CPU stays there to switch to.
            }

            index = Items.Count;
            Set(["backends", Text(index), "name"], HailoName, position);
            Set(["backends", Text(index), "kind"], "hailo", position);
        }

        Set(["backend"], Value(Items[index], "name") ?? "cpu", position);
    }

    private List<SourceNode> Items => (root.Entries.FindLast(entry => entry.Key == "backends")?.Value as SourceList)?.Items ?? [];

    private int Find(bool isHailo) => Items.FindIndex(item => (Value(item, "kind") == "hailo") == isHailo);

    private void Set(string[] path, string value, SourcePosition position) => SourcePath.TrySet(root, path, new SourceValue(position, value), position);

    private static string? Value(SourceNode item, string key) =>
        (item as SourceSection)?.Entries.FindLast(entry => entry.Key == key)?.Value is SourceValue { IsAbsent: false } value ? value.Text : null;

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}
