package org.pop3ra.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a {@link Journal} says of each message of each account. Not thread-safe. */
final class Ledger {
  private final Map<Integer, Map<Long, Journal.Event>> accounts = new HashMap<>();
  private final Map<Journal.Event, Integer> counts = new EnumMap<>(Journal.Event.class);

  static Ledger read(Path file) throws IOException {
    Ledger ledger = new Ledger();
    Files.readAllLines(file, US_ASCII).forEach(ledger::accept);
    return ledger;
  }

  /**
   * The last event of a message counts. Only a 250 may come late: another client may have read and
   * deleted the message before the one that sent it was told.
   */
  void accept(String line) {
    String[] words = line.split(" ");
    Journal.Event event = Journal.Event.valueOf(words[0]);
    Map<Long, Journal.Event> account = account(Integer.parseInt(words[1]));
    Arrays.stream(words)
        .skip(2)
        .map(Long::valueOf)
        .forEach(number -> account.merge(number, event, Ledger::later));
    counts.merge(event, words.length - 2, Integer::sum);
  }

  private static Journal.Event later(Journal.Event before, Journal.Event event) {
    boolean late = event == Journal.Event.DELIVERED && before != Journal.Event.SENDING;
    return late ? before : event;
  }

  /**
   * What is wrong with an account that has these messages: each that was acknowledged is there
   * once, none that was deleted is, and of those whose deletion was not answered all or none are.
   */
  List<String> violations(int account, List<Long> present) {
    List<String> wrong = new ArrayList<>();
    Map<Long, Journal.Event> known = account(account);
    known.forEach((number, event) -> judge(number, event, present, wrong));
    present.stream()
        .filter(number -> !known.containsKey(number))
        .forEach(number -> wrong.add(number + " was never sent"));
    List<Long> marked = with(account, Journal.Event.QUITTING);
    List<Long> left = marked.stream().filter(present::contains).toList();
    if (!left.isEmpty() && left.size() < marked.size()) {
      wrong.add("QUIT deleted " + (marked.size() - left.size()) + " of " + marked.size());
    }
    return wrong;
  }

  private static void judge(
      long number, Journal.Event event, List<Long> present, List<String> wrong) {
    int copies = Collections.frequency(present, number);
    switch (event) {
      case DELIVERED, FOUND -> unless(copies > 0, number + " is lost", wrong);
      case DELETED, MISSING -> unless(copies == 0, number + " is back", wrong);
      case SENDING, QUITTING -> {}
    }
    unless(copies < 2, number + " is there " + copies + " times", wrong);
  }

  private static void unless(boolean right, String what, List<String> wrong) {
    if (!right) {
      wrong.add(what);
    }
  }

  /** Messages of which nobody knew, to be settled now that somebody has looked. */
  List<Long> open(int account) {
    List<Long> open = new ArrayList<>(with(account, Journal.Event.SENDING));
    open.addAll(with(account, Journal.Event.QUITTING));
    return open;
  }

  /** How often a message was told of so. */
  int count(Journal.Event event) {
    return counts.getOrDefault(event, 0);
  }

  private List<Long> with(int account, Journal.Event event) {
    return account(account).entrySet().stream()
        .filter(entry -> entry.getValue() == event)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<Long, Journal.Event> account(int number) {
    return accounts.computeIfAbsent(number, account -> new TreeMap<>());
  }
}
