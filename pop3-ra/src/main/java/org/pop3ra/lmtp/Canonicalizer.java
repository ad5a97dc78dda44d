package org.pop3ra.lmtp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.pop3ra.spi.Content;

/**
 * Makes a message's canonical form as its octets come: each CRLF, bare CR and bare LF is one CRLF,
 * also where reads and chunks part them; the last line has its end; nothing else changes. Counts
 * and hashes on the way. Where the message ends was decided before, on the raw octets: what is a
 * line end only here can end no message (SMTP smuggling).
 */
final class Canonicalizer implements OctetSink {
  private static final byte CR = '\r';
  private static final byte LF = '\n';

  private final ChunkBuffer buffer = new ChunkBuffer();
  private final MessageDigest digest = sha256();
  private boolean afterCr;
  private boolean lineStart = true;
  private boolean stuffed;
  private boolean headerEnded;
  private int headerOctets;
  private int octets;

  @Override
  public void accept(byte octet) {
    if (octet == CR || (octet == LF && !afterCr)) {
      endLine();
    } else if (octet != LF) {
      inLine(octet);
    }
    afterCr = octet == CR;
  }

  @Override
  public int accept(byte[] octets, int from, int to) {
    int at = from;
    while (at < to && !buffer.overflowing()) {
      int end = lineEnd(octets, at, to);
      if (end > at) {
        at += inLine(octets, at, end);
      } else {
        accept(octets[at++]);
      }
    }
    return at;
  }

  /** The message has ended: its last line gets its end if it has none. */
  void finish() {
    if (!lineStart) {
      endLine();
    }
  }

  @Override
  public boolean overflowing() {
    return buffer.overflowing();
  }

  /** A full chunk, or all that is left. */
  byte[] take() {
    byte[] chunk = buffer.take();
    digest.update(chunk);
    return chunk;
  }

  /** What is known of the whole; once, after {@link #finish} and the last {@link #take}. */
  Content.Facts facts() {
    int header = headerEnded ? headerOctets : octets;
    return new Content.Facts(octets, header, stuffed, digest.digest());
  }

  private static int lineEnd(byte[] octets, int from, int to) {
    int at = from;
    while (at < to && octets[at] != CR && octets[at] != LF) {
      at++;
    }
    return at;
  }

  private int inLine(byte[] line, int from, int to) {
    startLine(line[from]);
    afterCr = false;
    int length = buffer.put(line, from, to);
    octets += length;
    return length;
  }

  private void inLine(byte octet) {
    startLine(octet);
    put(octet);
  }

  private void startLine(byte octet) {
    stuffed |= lineStart && octet == '.';
    lineStart = false;
  }

  private void endLine() {
    put(CR);
    put(LF);
    if (lineStart && !headerEnded) {
      headerEnded = true;
      headerOctets = octets;
    }
    lineStart = true;
  }

  private void put(byte octet) {
    buffer.put(octet);
    octets++;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
