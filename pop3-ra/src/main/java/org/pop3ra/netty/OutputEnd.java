package org.pop3ra.netty;

import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/**
 * Shuts the output of a socket to which nothing will be written any more. Past Netty's own way
 * where that can be: it makes an exception for writes to come, with the whole stack, and one for
 * each connection is a part of a short session's cost that shows.
 */
final class OutputEnd {
  private OutputEnd() {}

  /** To be called on the channel's event loop. Fails if the client is gone. */
  static ChannelFuture of(DuplexChannel channel) {
    return channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket
        ? shut(channel, socket)
        : channel.shutdownOutput();
  }

  private static ChannelFuture shut(DuplexChannel channel, Socket socket) {
    try {
      socket.shutdown(false, true);
      return channel.newSucceededFuture();
    } catch (IOException | NotYetConnectedException e) {
      return channel.newFailedFuture(e);
    }
  }
}
