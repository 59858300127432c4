namespace FaceRecMqtt.Node.Configuration.Schema;

/// <summary>What a key takes.</summary>
internal enum SettingKind
{
    /// <summary>Any text but the empty one.</summary>
    Text,

    /// <summary>Text that is never shown.</summary>
    Secret,

    /// <summary>A camera's address or path.</summary>
    Source,

    /// <summary>true or false.</summary>
    Switch,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number of seconds or milliseconds.</summary>
    Duration,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A list of texts; one text stands for a list of one.</summary>
    TextList,

    /// <summary>A section with keys of its own.</summary>
    Section,

    /// <summary>A list of sections.</summary>
    SectionList,
}
