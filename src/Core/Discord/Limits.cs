namespace FlippyFlip.Core.Discord;

/// <summary>
/// What Discord accepts, API v10. Lengths count UTF-16 code units, which is never more lenient than Discord's own count.
/// Sources: Discord developer documentation, Message, Component and Application Command resources.
/// </summary>
public static class Limits
{
    /// <summary>Text of a message.</summary>
    public const int Content = 2000;

    /// <summary>What Discord recognises a repeated message by.</summary>
    public const int Nonce = 25;

    public const int Embeds = 10;
    public const int EmbedTitle = 256;
    public const int EmbedDescription = 4096;
    public const int EmbedFields = 25;
    public const int EmbedFieldName = 256;
    public const int EmbedFieldValue = 1024;
    public const int EmbedFooter = 2048;

    public const int ActionRows = 5;
    public const int ButtonsPerRow = 5;
    public const int ButtonLabel = 80;
    public const int ButtonUrl = 512;
    public const int CustomId = 100;
    public const int SelectOptions = 25;
    public const int SelectOptionText = 100;
    public const int SelectPlaceholder = 150;

    public const int ModalTitle = 45;
    public const int LabelText = 45;
    public const int TextInputPlaceholder = 100;

    public const int Choices = 25;
    public const int ChoiceName = 100;

    public const int CommandName = 32;
    public const int CommandDescription = 100;
    public const int CommandOptions = 25;

    /// <summary>Names, descriptions and values of one command; of translations only the longest counts.</summary>
    public const int CommandTotal = 8000;

    /// <summary>Chat-input commands per scope (global, or one server).</summary>
    public const int CommandsPerScope = 100;

    /// <summary>Largest magnitude of an INTEGER option: 2^53 - 1.</summary>
    public const long OptionInteger = 9_007_199_254_740_991;

    /// <summary>Bytes of one file, wherever it is sent.</summary>
    public const int File = 10 * 1024 * 1024;

    /// <summary>From Discord's sending to our first answer.</summary>
    public static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(3);

    /// <summary>How long an interaction's token can edit its reply.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
}
