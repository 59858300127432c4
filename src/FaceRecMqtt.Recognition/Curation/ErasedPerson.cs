using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>Somebody who was erased, as long as it takes to find their traces elsewhere.</summary>
/// <param name="Person">The person before.</param>
/// <param name="Pictures">Their crops as they were stored.</param>
public sealed record ErasedPerson(GalleryPerson Person, IReadOnlyList<byte[]> Pictures);
