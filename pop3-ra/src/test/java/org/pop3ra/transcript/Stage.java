package org.pop3ra.transcript;

import java.io.IOException;
import java.util.List;

/** Where a transcript is played. Made anew for each play. */
public interface Stage extends AutoCloseable {

  /**
   * Provides what the transcript takes for granted.
   *
   * @throws IllegalArgumentException if this stage does not know such a thing
   */
  void given(Transcript.Given given) throws Exception;

  Peer connect() throws Exception;

  /**
   * Does what the words say.
   *
   * @throws IllegalArgumentException if this stage does not know such a thing
   */
  void act(List<String> words) throws Exception;

  /** How many messages are in the maildrop now. */
  int messagesLeft(String user) throws Exception;

  @Override
  void close() throws IOException;
}
