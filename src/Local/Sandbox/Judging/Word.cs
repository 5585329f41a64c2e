using System.Globalization;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>How Discord refuses a field.</summary>
/// <param name="Code">Its name of the rule.</param>
/// <param name="Message">Its sentence.</param>
/// <remarks>
/// Seen in answers of Discord that people published, code and sentence: BASE_TYPE_REQUIRED, _MAX_LENGTH, _BAD_LENGTH, _CHOICES; NUMBER_TYPE_COERCE, and _MAX for ids; MODEL_TYPE_CONVERT; STRING_TYPE_REGEX;
/// UNION_TYPE_CHOICES; URL_TYPE_INVALID_SCHEME; MAX_EMBED_SIZE_EXCEEDED; MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE; COMPONENT_CUSTOM_ID_DUPLICATED; COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED;
/// APPLICATION_COMMAND_INVALID_NAME, _TOO_LARGE; APPLICATION_COMMANDS_DUPLICATE_NAME; APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID, _NAME_INVALID; APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID.<br/>
/// Seen in the tables of other imitations, which took them from Discord: BASE_TYPE_MIN_LENGTH; NUMBER_TYPE_MIN, and _MAX for others; DATE_TIME_TYPE_PARSE; DICT_TYPE_CONVERT; SET_TYPE_ALREADY_CONTAINS_VALUE;
/// URL_TYPE_INVALID_URL; NONCE_TYPE_TOO_LONG; COMPONENT_LAYOUT_WIDTH_EXCEEDED; BUTTON_COMPONENT_CUSTOM_ID_REQUIRED, _CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE; SELECT_COMPONENT_OPTION_VALUE_DUPLICATED,
/// _TOO_MANY_DEFAULT_VALUES; APPLICATION_COMMAND_OPTIONS_TYPE_INVALID.<br/>
/// Only the code was seen at Discord, the sentence is ours: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED, MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2, UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND,
/// USERNAME_INVALID_CONTAINS.<br/>
/// The rule is documented, code and sentence are ours: whatever is said through <see cref="Ours"/>; LIST_TYPE_CONVERT, STRING_TYPE_CONVERT, BOOLEAN_TYPE_CONVERT, CONTENT_TYPE_INVALID.
/// </remarks>
internal sealed record Word(string Code, string Message)
{
    public static Word Required { get; } = new("BASE_TYPE_REQUIRED", "This field is required");

    public static Word NotObject { get; } = new("MODEL_TYPE_CONVERT", "Expected an object/dictionary.");

    public static Word NotMap { get; } = new("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");

    public static Word NotList { get; } = new("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");

    public static Word NotText { get; } = new("STRING_TYPE_CONVERT", "Could not interpret the value as string.");

    public static Word NotFlag { get; } = new("BOOLEAN_TYPE_CONVERT", "Must be either true or false.");

    public static Word Repeated { get; } = new("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");

    public static Word Pattern { get; } = new("STRING_TYPE_REGEX", "String value did not match validation regex.");

    public static Word BadUrl { get; } = new("URL_TYPE_INVALID_URL", "Not a well formed URL.");

    public static Word NonceTooLong { get; } = new("NONCE_TYPE_TOO_LONG", "Must be 25 or fewer characters long.");

    public static Word EmbedsTooLarge { get; } = new("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");

    public static Word CustomIdTwice { get; } = new("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");

    public static Word RowTooWide { get; } = new("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");

    public static Word TooMuchText { get; } = new("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Components displayable text size exceeds maximum size of 4000");

    public static Word TooManyComponents { get; } = new("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The total number of components cannot exceed 40");

    public static Word NoAttachment { get; } = new("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found in this message");

    public static Word ButtonNeedsCustomId { get; } = new("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");

    public static Word CustomIdOrUrl { get; } = new("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified");

    public static Word OptionTwice { get; } = new("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");

    public static Word TooManyDefaults { get; } = new("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "The specified number of default values exceeds the specified maximum values");

    public static Word CommandName { get; } = new("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");

    public static Word CommandTwice { get; } = new("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");

    public static Word CommandTooLarge { get; } = new("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");

    public static Word RequiredFirst { get; } = new("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");

    public static Word SubcommandsAlone { get; } =
        new("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types");

    public static Word EndpointInvalid { get; } =
        new("APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID", "The specified interactions endpoint url could not be verified.");

    public static Word OptionNameTwice(string name) => new("APPLICATION_COMMAND_OPTIONS_NAME_INVALID", $"Option name {name} is already used in these options");

    public static Word MentionsTwice(string kind) => new("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");

    public static Word Legacy(string field) =>
        new("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", $"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");

    public static Word NameContains(string word) => new("USERNAME_INVALID_CONTAINS", $"Username cannot contain \"{word}\"");

    public static Word NotNumber(string value, string kind) => new("NUMBER_TYPE_COERCE", $"Value \"{value}\" is not {kind}.");

    public static Word NumberMax(string kind, decimal most) => new("NUMBER_TYPE_MAX", string.Create(CultureInfo.InvariantCulture, $"{kind} value should be less than or equal to {most}."));

    public static Word NumberMin(string kind, decimal least) => new("NUMBER_TYPE_MIN", string.Create(CultureInfo.InvariantCulture, $"{kind} value should be greater than or equal to {least}."));

    public static Word NotTime(string value) => new("DATE_TIME_TYPE_PARSE", $"Could not parse {value}. Should be ISO8601.");

    public static Word Choices(IEnumerable<string> choices) => new("BASE_TYPE_CHOICES", $"Value must be one of {Tuple(choices)}.");

    public static Word UnionChoices(IEnumerable<string> choices) => new("UNION_TYPE_CHOICES", $"Value of field \"type\" must be one of {Tuple(choices)}.");

    public static Word Scheme(string scheme, params string[] allowed) =>
        new("URL_TYPE_INVALID_SCHEME", $"Scheme \"{scheme}\" is not supported. Scheme must be one of {Tuple(allowed.Select(each => $"'{each}'"))}.");

    /// <summary>A length outside its bounds, as Discord says it depending on which bounds there are.</summary>
    public static Word Length(int? least, int? most) => (least, most) switch
    {
        ({ } min and > 0, { } max) => new("BASE_TYPE_BAD_LENGTH", $"Must be between {min} and {max} in length."),
        (_, { } max) => new("BASE_TYPE_MAX_LENGTH", $"Must be {max} or fewer in length."),
        _ => new("BASE_TYPE_MIN_LENGTH", $"Must be {least} or more in length."),
    };

    /// <summary>A rule that Discord documents, and whose refusal nobody published.</summary>
    public static Word Ours(string code, string message) => new(code, message);

    /// <summary>As Python, in which Discord's checks are written, shows a tuple.</summary>
    private static string Tuple(IEnumerable<string> values)
    {
        var all = values.ToList();
        return all.Count == 1 ? $"({all[0]},)" : $"({string.Join(", ", all)})";
    }
}
