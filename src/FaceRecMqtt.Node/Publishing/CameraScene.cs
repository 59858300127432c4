using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Recognition.Presence;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>What the topics of one camera say of its faces: the newest decision and who is in view, which follow the people's names.</summary>
/// <param name="camera">The camera's topics.</param>
internal sealed class CameraScene(CameraPublisher camera)
{
    private FaceEvent? _newest;
    private int? _faces;
    private IReadOnlyList<PresentFace> _present = [];

    /// <summary>Publishes a decision or a leaving.</summary>
    /// <param name="face">What was decided.</param>
    /// <param name="isNews">Whether there is an event.</param>
    public void Decision(FaceEvent face, bool isNews)
    {
        camera.Decision(face, isNews);
        if (face.EventType != FaceEventType.Left)
        {
            // Whoever is in view has to be told again after it: the identity may have to become nobody once more.
            (_newest, _faces) = (face, null);
        }
    }

    /// <summary>Publishes who is in view, when that is anything new.</summary>
    public void InView(int faces, IReadOnlyList<PresentFace> present)
    {
        if (faces != _faces || !present.SequenceEqual(_present))
        {
            (_faces, _present) = (faces, present);
            camera.InView(faces, present);
        }
    }

    /// <summary>A person has another name.</summary>
    public void Rename(string person, string name)
    {
        if (_newest is { } newest && string.Equals(newest.Person, person, StringComparison.Ordinal))
        {
            Revise(newest with { Identity = name });
        }
    }

    /// <summary>A person was removed or is ignored from now on: neither record nor picture shows them any more.</summary>
    /// <remarks>The picture goes in any case, and before the first decision the record that an earlier run left: it is not known whom they show.</remarks>
    public void Forget(string person)
    {
        camera.ClearSnapshot();
        if (_present.Count(face => face.Person == person) is > 0 and var gone)
        {
            InView(Math.Max(0, (_faces ?? _present.Count) - gone), [.. _present.Where(face => face.Person != person)]);
        }

        if (_newest is not { } newest)
        {
            camera.NoDecision();
        }
        else if (newest.Without(person) is var rest && !ReferenceEquals(rest, newest))
        {
            Revise(rest);
        }
    }

    private void Revise(FaceEvent newest)
    {
        _newest = newest;
        camera.Revision(newest, isInView: _faces != 0);
    }
}
