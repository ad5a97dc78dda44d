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
import java.util.regex.Pattern;

/**
 * Reads a request's body as one JSON object: of bounded size, well-formed UTF-8, no member twice
 * (RFC 8259 sections 4 and 8).
 */
final class JsonBody {
  static final int MAX_OCTETS = 256 * 1024;

  /** A million and more: whatever is not clear from the declaration, reading shows. */
  private static final Pattern LARGE = Pattern.compile("0*[1-9][0-9]{6,}");

  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonBody() {}

  /**
   * Reads it to the end.
   *
   * @param declaredLength Content-Length, perhaps null: what is declared too large is not read, for
   *     which the server may have a limit of its own
   */
  static JsonObject read(InputStream body, String declaredLength) throws ProblemException {
    if (declaredLength != null && LARGE.matcher(declaredLength).matches()) {
      throw tooLarge();
    }
    byte[] octets = octets(body);
    if (octets.length > MAX_OCTETS) {
      throw tooLarge();
    }
    return parse(decode(octets));
  }

  private static byte[] octets(InputStream body) throws ProblemException {
    try {
      return body.readNBytes(MAX_OCTETS + 1);
    } catch (IOException e) {
      throw ProblemException.malformed("", "the body did not arrive");
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        Response.Status.REQUEST_ENTITY_TOO_LARGE,
        "",
        "the body must have at most " + MAX_OCTETS + " octets");
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
