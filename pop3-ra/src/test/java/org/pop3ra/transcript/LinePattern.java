package org.pop3ra.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of the server must look like: literal text, {@code …} for any characters, and {@code
 * <name>} for characters without spaces that are the same wherever the name comes again.
 */
public final class LinePattern {
  private static final Pattern SPECIAL = Pattern.compile("…|(?<!\\\\)<([a-z]+)>");

  private final List<String> literals = new ArrayList<>();

  /** What stands behind each literal but the last: a name, or nothing for any characters. */
  private final List<String> gaps = new ArrayList<>();

  public LinePattern(String source) {
    Matcher special = SPECIAL.matcher(source);
    int from = 0;
    while (special.find()) {
      literals.add(Escapes.text(source.substring(from, special.start())));
      gaps.add(special.group(1) == null ? "" : special.group(1));
      from = special.end();
    }
    literals.add(Escapes.text(source.substring(from)));
  }

  /** Matches a line without its end; remembers what names stand for. */
  public boolean matches(String line, Map<String, String> captures) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < literals.size(); i++) {
      regex.append(Pattern.quote(literals.get(i)));
      if (i < gaps.size()) {
        regex.append(gap(gaps.get(i), captures));
      }
    }
    Matcher matcher = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(line);
    if (!matcher.matches()) {
      return false;
    }
    gaps.stream()
        .filter(name -> !name.isEmpty() && !captures.containsKey(name))
        .toList()
        .forEach(name -> captures.put(name, matcher.group(name)));
    return true;
  }

  private static String gap(String name, Map<String, String> captures) {
    if (name.isEmpty()) {
      return ".*";
    }
    return captures.containsKey(name)
        ? Pattern.quote(captures.get(name))
        : "(?<" + name + ">[^ ]+)";
  }
}
