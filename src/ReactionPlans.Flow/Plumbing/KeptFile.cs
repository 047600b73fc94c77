using System.Runtime.InteropServices;
using System.Text;

namespace ReactionPlans.Flow.Plumbing;

/// <summary>A file that must be on the disk when something else relies on it: written beside, flushed, renamed, and the folder flushed, for a name is the folder's. Only we may read it.</summary>
public static class KeptFile
{
    /// <exception cref="IOException">It cannot be kept, or is there and must not be overwritten; nor <see cref="UnauthorizedAccessException"/>.</exception>
    public static void Write(string path, string text, bool overwrite)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var beside = $"{path}.{Guid.NewGuid():N}.tmp"; // several may write the same at once
        try
        {
            using (var file = new FileStream(beside, OnlyOurs()))
            {
                file.Write(Encoding.ASCII.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite);
        }
        finally
        {
            File.Delete(beside);
        }

        FlushFolder(folder);
    }

    /// <summary>What was renamed or deleted in it is so after a power cut. Windows does it by itself.</summary>
    /// <exception cref="IOException">The disk says no.</exception>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(Encoding.UTF8.GetBytes(folder + "\0"), 0);
        if (handle < 0)
            throw new IOException($"{folder} cannot be opened (errno {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Flush(handle) != 0 && Marshal.GetLastPInvokeError() is not Invalid and var error)
                throw new IOException($"{folder} cannot be flushed (errno {error}).");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>EINVAL: a file system whose folders cannot be flushed, and need not be.</summary>
    private const int Invalid = 22;

    private static FileStreamOptions OnlyOurs()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
