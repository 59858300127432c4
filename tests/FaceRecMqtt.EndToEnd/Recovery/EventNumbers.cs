namespace FaceRecMqtt.EndToEnd.Recovery;

/// <summary>The numbers of a camera's events: a gap is a lost one.</summary>
internal static class EventNumbers
{
    /// <summary>Of all messages that are events of a camera; a message that came twice counts once.</summary>
    public static SortedSet<long> Of(string camera, params IEnumerable<Received>[] messages) =>
        [.. messages.SelectMany(part => part).Where(message => message.Topic == Stage.Topic(camera, "event"))
            .Select(message => message.Json.GetProperty("seq").GetInt64())];

    /// <summary>No number is missing between the least and the greatest.</summary>
    public static void AssertComplete(SortedSet<long> numbers)
    {
        Assert.NotEmpty(numbers);
        var missing = Enumerable.Range((int)numbers.Min, (int)(numbers.Max - numbers.Min) + 1).Select(number => (long)number).Except(numbers).ToList();
        Assert.True(missing.Count == 0, $"Events {string.Join(", ", missing)} are missing of {numbers.Min} to {numbers.Max}.");
    }
}
