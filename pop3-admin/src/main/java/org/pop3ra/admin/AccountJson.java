package org.pop3ra.admin;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.pop3ra.account.domain.AccountRequest;
import org.pop3ra.account.domain.AccountView;
import org.pop3ra.account.domain.MaildropView;
import org.pop3ra.account.domain.PasswordChange;

/** Accounts in JSON: what comes in, checked member by member, and what goes out. */
final class AccountJson {
  private static final String PASSWORD = "password";
  private static final String ADDRESSES = "addresses";
  private static final String QUOTA = "quotaOctets";
  private static final String ENABLED = "enabled";
  private static final String RECOVERABLE = "recoverableSecret";
  private static final Set<String> MEMBERS =
      Set.of(PASSWORD, ADDRESSES, QUOTA, ENABLED, RECOVERABLE);

  private AccountJson() {}

  /** What is missing has its default; a missing password stays what it is. */
  static AccountRequest request(JsonObject json) throws ProblemException {
    for (String member : json.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw ProblemException.malformed(
            shortened(member),
            "is not known: password, addresses, quotaOctets, enabled, recoverableSecret are");
      }
    }
    return new AccountRequest(
        password(json),
        addresses(json),
        quota(json),
        flag(json, ENABLED, true),
        flag(json, RECOVERABLE, false));
  }

  static JsonObject of(AccountView account) {
    JsonArrayBuilder addresses = Json.createArrayBuilder();
    account.addresses().forEach(addresses::add);
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("name", account.name()).add(ADDRESSES, addresses);
    quota(json, account.quotaOctets());
    return json.add(ENABLED, account.enabled())
        .add("hasPassword", account.hasPassword())
        .add(RECOVERABLE, account.recoverableSecret())
        .add("created", account.created().withOffsetSameInstant(ZoneOffset.UTC).toString())
        .build();
  }

  static JsonObject of(MaildropView maildrop) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("messages", maildrop.messages())
            .add("octets", maildrop.octets());
    quota(json, maildrop.quotaOctets());
    return json.add("inUse", maildrop.inUse()).build();
  }

  private static PasswordChange password(JsonObject json) throws ProblemException {
    JsonValue value = json.get(PASSWORD);
    if (value == null) {
      return new PasswordChange.Keep();
    }
    if (value.getValueType() == JsonValue.ValueType.NULL) {
      return new PasswordChange.Remove();
    }
    if (value instanceof JsonString text) {
      return new PasswordChange.Replace(text.getString());
    }
    throw ProblemException.malformed(PASSWORD, "must be a string or null");
  }

  private static List<String> addresses(JsonObject json) throws ProblemException {
    JsonValue value = json.getOrDefault(ADDRESSES, JsonValue.EMPTY_JSON_ARRAY);
    if (!(value instanceof JsonArray array)) {
      throw ProblemException.malformed(ADDRESSES, "must be an array of strings");
    }
    List<String> addresses = new ArrayList<>();
    for (JsonValue element : array) {
      if (!(element instanceof JsonString text)) {
        throw ProblemException.malformed(
            ADDRESSES + "[" + addresses.size() + "]", "must be a string");
      }
      addresses.add(text.getString());
    }
    return addresses;
  }

  private static OptionalLong quota(JsonObject json) throws ProblemException {
    JsonValue value = json.getOrDefault(QUOTA, JsonValue.NULL);
    if (value.getValueType() == JsonValue.ValueType.NULL) {
      return OptionalLong.empty();
    }
    try {
      if (value instanceof JsonNumber number) {
        return OptionalLong.of(number.longValueExact());
      }
    } catch (ArithmeticException e) {
      throw ProblemException.malformed(QUOTA, "must be a whole number below 2^63");
    }
    throw ProblemException.malformed(QUOTA, "must be a number or null");
  }

  private static boolean flag(JsonObject json, String member, boolean otherwise)
      throws ProblemException {
    JsonValue missing = otherwise ? JsonValue.TRUE : JsonValue.FALSE;
    return switch (json.getOrDefault(member, missing).getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      case NULL, NUMBER, STRING, ARRAY, OBJECT ->
          throw ProblemException.malformed(member, "must be true or false");
    };
  }

  private static void quota(JsonObjectBuilder json, OptionalLong quota) {
    if (quota.isPresent()) {
      json.add(QUOTA, quota.getAsLong());
    } else {
      json.addNull(QUOTA);
    }
  }

  private static String shortened(String member) {
    return member.length() <= 64 ? member : member.substring(0, 64);
  }
}
