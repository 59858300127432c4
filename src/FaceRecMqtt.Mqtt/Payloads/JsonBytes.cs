using System.Buffers;
using System.Text.Json;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>JSON written into the bytes of one message.</summary>
internal static class JsonBytes
{
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, PayloadJson.Writing))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
