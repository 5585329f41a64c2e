using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Tests;

/// <summary>Documents as a store keeps them.</summary>
internal static class Stored
{
    public static string Json<T>(T document)
        where T : Document, IDocument<T>
    {
        var bytes = new ArrayBufferWriter<byte>();
        T.Collection.Write(document, bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>What a reader gets who comes after the writer.</summary>
    public static T Again<T>(T document)
        where T : Document, IDocument<T> => T.Collection.Read(Encoding.UTF8.GetBytes(Json(document)));

    /// <summary>The same of a document that another version wrote.</summary>
    public static T Again<T>(T document, Action<JsonObject> otherwise)
        where T : Document, IDocument<T>
    {
        var json = (JsonObject)JsonNode.Parse(Json(document))!;
        otherwise(json);
        return T.Collection.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
