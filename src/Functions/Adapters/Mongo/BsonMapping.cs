using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// How documents become BSON that an operator can query: the members that are stored as JSON elsewhere, names in camel case, moments as
/// dates, enums by name, Discord ids as text. Nothing is declared on the documents: the driver's class maps are made from what their JSON attributes say.
/// </summary>
internal static class BsonMapping
{
    private const string Ours = "FlippyFlip.";

    static BsonMapping()
    {
        BsonSerializer.RegisterSerializer(new MomentSerializer());
        BsonSerializer.RegisterSerializer(new SnowflakeSerializer());
        ConventionRegistry.Register(
            "FlippyFlip",
            new ConventionPack { new StoredMembers(), new EnumRepresentationConvention(BsonType.String, topLevelOnly: false) },
            type => type.FullName?.StartsWith(Ours, StringComparison.Ordinal) == true);
    }

    /// <summary>Class maps are global and are frozen when first used, so whoever opens a store calls this before.</summary>
    public static void Register()
    {
        // The static constructor does it, once.
    }

    /// <summary>A property's name in BSON.</summary>
    public static string Element(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    /// <summary>Maps what JSON keeps: public properties with a public setter, and those that say [JsonInclude]; none that say [JsonIgnore].</summary>
    private sealed class StoredMembers : ConventionBase, IClassMapConvention
    {
        private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        public void Apply(BsonClassMap classMap)
        {
            classMap.Reset();
            classMap.SetIgnoreExtraElements(true);
            foreach (var property in classMap.ClassType.GetProperties(Declared).Where(IsStored))
            {
                var isId = property.DeclaringType == typeof(Core.Storage.Document) && property.Name == nameof(Core.Storage.Document.Id);
                var member = isId ? classMap.MapIdMember(property) : classMap.MapMember(property).SetElementName(Element(property.Name));
                member.SetIgnoreIfNull(property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingNull);
            }

            MapConstructor(classMap);
        }

        private static bool IsStored(PropertyInfo property) =>
            property.GetIndexParameters().Length == 0
            && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }
            && ((property.GetMethod?.IsPublic == true && property.SetMethod?.IsPublic == true) || property.IsDefined(typeof(JsonIncludeAttribute)));

        /// <summary>A record is made by the constructor that takes its members; one that an older version did not write has its type's default.</summary>
        private static void MapConstructor(BsonClassMap classMap)
        {
            var members = classMap.DeclaredMemberMaps.ToDictionary(member => member.MemberName, StringComparer.OrdinalIgnoreCase);
            var constructor = classMap.ClassType.GetConstructors()
                .Where(candidate => candidate.GetParameters() is { Length: > 0 } parameters && parameters.All(parameter => members.ContainsKey(parameter.Name!)))
                .MaxBy(candidate => candidate.GetParameters().Length);
            if (constructor is null)
            {
                return;
            }

            BsonMemberMap[] arguments = [.. constructor.GetParameters().Select(parameter => members[parameter.Name!])];
            foreach (var member in arguments)
            {
                member.SetDefaultValue(member.MemberType.IsValueType ? Activator.CreateInstance(member.MemberType) : null);
            }

            classMap.MapConstructor(constructor, [.. arguments.Select(member => member.MemberName)]);
        }
    }

    /// <summary>A BSON date, whose milliseconds are all that any store keeps.</summary>
    private sealed class MomentSerializer : MongoDB.Bson.Serialization.Serializers.StructSerializerBase<DateTimeOffset>
    {
        public override DateTimeOffset Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
            DateTimeOffset.FromUnixTimeMilliseconds(context.Reader.ReadDateTime());

        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, DateTimeOffset value) =>
            context.Writer.WriteDateTime(value.ToUnixTimeMilliseconds());
    }

    /// <summary>Text, as in JSON: a shell that reads numbers as doubles would round an id, and an index over ids sorts the same in every engine.</summary>
    private sealed class SnowflakeSerializer : MongoDB.Bson.Serialization.Serializers.StructSerializerBase<Snowflake>
    {
        public override Snowflake Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) => Snowflake.Parse(context.Reader.ReadString());

        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, Snowflake value) => context.Writer.WriteString(value.ToString());
    }
}
