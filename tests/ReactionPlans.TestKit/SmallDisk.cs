using System.Diagnostics;
using System.Globalization;

namespace ReactionPlans.TestKit;

/// <summary>A file system of a given size (in memory), to see what a full disk does to what is kept on it.</summary>
public sealed class SmallDisk : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Null: this machine or account may not mount one.</summary>
    public static SmallDisk? TryMake(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;
        var folder = Directory.CreateTempSubdirectory("rp-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=755"), "tmpfs", folder) == 0)
            return new SmallDisk(folder);
        Directory.Delete(folder);
        return null;
    }

    /// <summary>Not a byte is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[BlockBytes]; block.Length > 0;)
        {
            try
            {
                ballast.Write(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2]; // down to the last byte
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        if (Run("umount", Folder) != 0)
            throw new IOException($"{Folder} is still in use.");
        Directory.Delete(Folder);
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
