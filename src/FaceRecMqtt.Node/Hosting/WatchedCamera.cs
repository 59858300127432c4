using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>A camera with what is recognised in it.</summary>
/// <param name="Source">Gives the pictures.</param>
/// <param name="Recognition">Looks at them.</param>
/// <param name="UsualSimilarity">Threshold while none was set for this camera.</param>
internal sealed record WatchedCamera(Camera Source, CameraRecognition Recognition, Func<float> UsualSimilarity)
{
    /// <summary>Name in topics.</summary>
    public string Name => Source.Name;

    /// <summary>The settings in force.</summary>
    public CameraSettings Settings => new(Source.IsEnabled, Recognition.MinSimilarity ?? UsualSimilarity());

    /// <summary>Changes settings.</summary>
    /// <param name="enabled">Whether it is watched; null to leave it.</param>
    /// <param name="minSimilarity">Similarity a name needs; null to leave it.</param>
    /// <returns>The settings in force afterwards.</returns>
    public CameraSettings Apply(bool? enabled, double? minSimilarity)
    {
        if (enabled is { } on)
        {
            Source.SetEnabled(on);
        }

        if (minSimilarity is { } least)
        {
            Recognition.MinSimilarity = (float)least;
        }

        return Settings;
    }
}
