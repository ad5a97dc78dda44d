package org.pop3ra.netty;

import static java.lang.System.Logger.Level.DEBUG;

import org.pop3ra.session.Conversation;

/** The end of a conversation whose connection is gone and which has no task under way. */
final class Ending {
  /** One line for each session, for those who want to see it. */
  private static final System.Logger SESSIONS = System.getLogger("org.pop3ra.sessions");

  private final Conversation<?> conversation;
  private final Live live;
  private boolean over;

  Ending(Conversation<?> conversation, Live live) {
    this.conversation = conversation;
    this.live = live;
  }

  /** Further calls do nothing. */
  void end() {
    if (over) {
      return;
    }
    over = true;
    try {
      conversation.abandon();
      SESSIONS.log(DEBUG, conversation::summary);
    } finally {
      live.left();
    }
  }
}
