using System.Diagnostics.Tracing;

#pragma warning disable CA1050 // The runtime looks for this class outside every namespace.

/// <summary>Writes down where a program connects to, from inside it: loaded before the program's own first line (DOTNET_STARTUP_HOOKS), so nothing it
/// reaches out to is missed, however briefly.</summary>
internal static class StartupHook
{
    public const string FileVariable = "REACTIONPLANS_TEST_CONNECTIONS";

    private static ConnectionListener? listener;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is { } file)
            listener = new ConnectionListener(file);
    }

    private sealed class ConnectionListener(string file) : EventListener
    {
        private readonly Lock turn = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.Sockets")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName != "ConnectStart")
                return;
            lock (turn)
                File.AppendAllText(file, $"{eventData.Payload?[0]}\n");
        }
    }
}
