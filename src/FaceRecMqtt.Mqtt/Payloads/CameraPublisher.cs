using System.Globalization;
using System.Text;
using System.Text.Json;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Says what one camera sees. Every call returns at once; safe on any thread.</summary>
public sealed class CameraPublisher
{
    private readonly CameraTopics _topics;
    private readonly string _node;
    private readonly string _camera;
    private readonly Outbox _outbox;

    internal CameraPublisher(NodeTopics topics, string camera, Outbox outbox)
    {
        _topics = topics.Camera(camera);
        (_node, _camera) = (topics.Node, camera);
        _outbox = outbox;
    }

    /// <summary>Whether frames arrive.</summary>
    public void State(CameraState state) => Text(_topics.State, state switch
    {
        CameraState.Online => "online",
        CameraState.Disabled => "disabled",
        _ => "offline",
    });

    /// <summary>A decision on a face: the event, the newest record, and its identity, similarity and pre_norm as plain values.</summary>
    /// <remarks>A track that left is no new decision: only the event is published.</remarks>
    /// <param name="face">The decision.</param>
    /// <param name="isNews">Whether there is an event; else only the record and the values follow.</param>
    public void Decision(FaceEvent face, bool isNews = true)
    {
        if (isNews)
        {
            _outbox.Post(new OutgoingMessage(_topics.Event, FaceEventJson.Write(face, _node, withEventType: true), MessageKind.Event));
        }

        if (face.EventType == FaceEventType.Left)
        {
            return;
        }

        State(_topics.Face, FaceEventJson.Write(face, _node, withEventType: false));
        Text(_topics.Identity, face.Identity);
        if (face.Similarity is { } similarity)
        {
            Number(_topics.Similarity, similarity);
        }

        Number(_topics.PreNorm, face.PreNorm);
    }

    /// <summary>The newest decision as it reads since its person was renamed or removed; the numbers stay, and a camera that was removed stays silent.</summary>
    /// <param name="face">The decision.</param>
    /// <param name="isInView">Whether anybody is in view; else the identity stays <c>nobody</c>.</param>
    public void Revision(FaceEvent face, bool isInView)
    {
        if (!_outbox.Holds(_topics.Face))
        {
            return;
        }

        State(_topics.Face, FaceEventJson.Write(face, _node, withEventType: false));
        if (isInView)
        {
            Text(_topics.Identity, face.Identity);
        }
    }

    /// <summary>Who is in view now; with nobody in view the identity becomes <c>nobody</c>.</summary>
    /// <param name="faces">Decided and undecided faces in view.</param>
    /// <param name="present">The decided ones.</param>
    public void InView(int faces, IReadOnlyList<PresentFace> present)
    {
        Text(_topics.Faces, faces.ToString(CultureInfo.InvariantCulture));
        State(_topics.Present, JsonSerializer.SerializeToUtf8Bytes(present, PayloadJson.Form.PresentFaces));
        if (faces == 0)
        {
            Text(_topics.Identity, "nobody");
        }
    }

    /// <summary>The picture of the newest face.</summary>
    /// <param name="jpeg">A JPEG of at most 100 kB; owned by the message from here on.</param>
    /// <param name="retain">Whether the broker keeps it; false for unknown people unless switched on.</param>
    public void Snapshot(ReadOnlyMemory<byte> jpeg, bool retain) =>
        _outbox.Post(new OutgoingMessage(_topics.Snapshot, jpeg, retain ? MessageKind.State : MessageKind.Droppable));

    /// <summary>The newest record shows no decision any more.</summary>
    public void NoDecision() => State(_topics.Face, FaceEventJson.Nothing(_node, _camera));

    /// <summary>Has the broker forget the picture.</summary>
    public void ClearSnapshot() => _outbox.Clear(_topics.Snapshot);

    /// <summary>Rates and counts.</summary>
    public void Stats(CameraStats stats) => _outbox.Post(new OutgoingMessage(
        _topics.Stats, JsonSerializer.SerializeToUtf8Bytes(stats, PayloadJson.Form.CameraStats), MessageKind.Droppable));

    /// <summary>The settings in force.</summary>
    public void Settings(CameraSettings settings) =>
        State(_topics.Settings, JsonSerializer.SerializeToUtf8Bytes(settings, PayloadJson.Form.CameraSettings));

    private void Number(string topic, float value)
    {
        // Text on a numeric topic is an error in Home Assistant at every message.
        if (float.IsFinite(value))
        {
            Text(topic, ThreeDecimals.Round(value).ToString("F3", CultureInfo.InvariantCulture));
        }
    }

    private void Text(string topic, string text) => State(topic, Encoding.UTF8.GetBytes(text));

    private void State(string topic, byte[] payload) => _outbox.Post(new OutgoingMessage(topic, payload, MessageKind.State));
}
