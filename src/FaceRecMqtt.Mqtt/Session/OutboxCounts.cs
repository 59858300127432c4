namespace FaceRecMqtt.Mqtt.Session;

/// <summary>What the outbox holds and what it lost so far.</summary>
/// <param name="States">Topics whose latest state waits to be sent.</param>
/// <param name="Events">Events and replies that wait.</param>
/// <param name="Droppable">Droppable messages that wait.</param>
/// <param name="Sent">Messages the broker acknowledged.</param>
/// <param name="DroppedEvents">Events and replies dropped because the limit was reached.</param>
/// <param name="DroppedOther">Droppable messages dropped.</param>
/// <param name="Refused">Messages the broker refused or could not take (too large, not authorised).</param>
public sealed record OutboxCounts(int States, int Events, int Droppable, long Sent, long DroppedEvents, long DroppedOther, long Refused);
