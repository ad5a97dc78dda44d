package org.pop3ra.lmtp;

/** Takes the octets of a message one after the other. */
interface OctetSink {
  void accept(byte octet);
}
