namespace ReactionPlans.Flow.Files;

/// <summary>A stream that gives out so many bytes and no more: what is unpacked from a little may be endless.</summary>
/// <param name="most">Bytes that may be read.</param>
/// <param name="tooMuch">Made when there are more.</param>
public sealed class BoundedStream(Stream inner, Func<long> most, Func<Exception> tooMuch) : ReadOnlyStream
{
    private long read;

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int length)
    {
        read += length;
        return read <= most() ? length : throw tooMuch();
    }
}
