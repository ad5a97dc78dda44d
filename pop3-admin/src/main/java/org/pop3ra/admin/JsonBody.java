package org.pop3ra.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads a request's body as one JSON object: of bounded size, well-formed UTF-8, no member twice
 * (RFC 8259 sections 4 and 8).
 */
final class JsonBody {
  static final int MAX_OCTETS = 256 * 1024;
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonBody() {}

  static JsonObject read(InputStream body) throws IOException, ProblemException {
    byte[] octets = body.readNBytes(MAX_OCTETS + 1);
    if (octets.length > MAX_OCTETS) {
      throw new ProblemException(
          Response.Status.REQUEST_ENTITY_TOO_LARGE,
          "",
          "the body must have at most " + MAX_OCTETS + " octets");
    }
    return parse(decode(octets));
  }

  private static String decode(byte[] octets) throws ProblemException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw ProblemException.malformed("", "the body must be well-formed UTF-8");
    }
  }

  private static JsonObject parse(String text) throws ProblemException {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (parser.next() != JsonParser.Event.START_OBJECT) {
        throw ProblemException.malformed("", "the body must be a JSON object");
      }
      JsonObject object = members(parser);
      requireEnd(parser);
      return object;
    } catch (JsonParsingException e) {
      throw ProblemException.malformed("", "the body is not JSON" + place(e.getLocation()));
    } catch (NoSuchElementException e) {
      throw ProblemException.malformed("", "the body is empty");
    } catch (RuntimeException e) {
      // Each parser says so in a way of its own.
      throw ProblemException.malformed("", "the body has too deep a nesting");
    }
  }

  /** One by one: parsers take the last of two members with one name, silently. */
  private static JsonObject members(JsonParser parser) throws ProblemException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.next() == JsonParser.Event.KEY_NAME) {
      String name = parser.getString();
      parser.next();
      if (members.put(name, parser.getValue()) != null) {
        throw ProblemException.malformed(name, "must not be there twice");
      }
    }
    JsonObjectBuilder object = Json.createObjectBuilder();
    members.forEach(object::add);
    return object.build();
  }

  private static void requireEnd(JsonParser parser) throws ProblemException {
    if (parser.hasNext()) {
      throw ProblemException.malformed("", "the body must be one JSON object and nothing else");
    }
  }

  /** The parser's own message repeats the text, which may hold a password. */
  private static String place(JsonLocation location) {
    return location == null || location.getLineNumber() < 0
        ? ""
        : ": line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }
}
