using System.Globalization;
using FlippyFlip.Core.Backups;

namespace FlippyFlip.Functions;

/// <summary>How far a backup command has come, in plain lines: one when it begins a collection, then one every few seconds.</summary>
/// <param name="output">Where.</param>
/// <param name="time">Paces them.</param>
internal sealed class BackupLines(TextWriter output, TimeProvider time) : IProgress<BackupProgress>
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private string? _collection;
    private long _at;

    public void Report(BackupProgress value)
    {
        if (value.Collection == _collection && time.GetElapsedTime(_at) < Pause)
        {
            return;
        }

        (_collection, _at) = (value.Collection, time.GetTimestamp());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... {value.Collection}, {value.Documents:N0} documents so far"));
    }
}
