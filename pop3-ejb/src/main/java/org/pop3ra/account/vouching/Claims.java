package org.pop3ra.account.vouching;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.pop3ra.spi.TokenSettings.RequiredClaim;

/** What a provider says of a token: JSON, as objects of Java. */
record Claims(Map<String, Object> all) {
  Claims {
    requireNonNull(all, "all is null");
  }

  /** A text that is there, and not empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(all.get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank());
  }

  /** Whether a claim is this text, or a list with it (RFC 7519 section 4.1.3 for audiences). */
  boolean has(String name, String wanted) {
    return isOrHas(all.get(name), wanted);
  }

  /** Whether the scopes, separated by spaces (RFC 8693 section 4.2) or a list, have this one. */
  boolean hasScope(String wanted) {
    Object scope = all.containsKey("scope") ? all.get("scope") : all.get("scp");
    return scope instanceof String words
        ? Arrays.asList(words.split(" ", -1)).contains(wanted)
        : isOrHas(scope, wanted);
  }

  boolean has(RequiredClaim required) {
    Object found = all;
    for (String name : required.path().split("\\.", -1)) {
      found = found instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return isOrHas(found, required.value());
  }

  private static boolean isOrHas(Object found, String wanted) {
    return wanted.equals(found)
        || (found instanceof Collection<?> several && several.contains(wanted));
  }

  /** They may be about a person. */
  @Override
  public String toString() {
    return "Claims" + all.keySet();
  }
}
