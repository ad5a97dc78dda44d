package org.pop3ra.netty;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/**
 * Shuts the output of a socket to which nothing will be written any more. Past Netty's own way
 * where that can be: it makes an exception for writes to come, with the whole stack, and one for
 * each connection is a part of a short session's cost that shows. So is the one that a socket makes
 * which the client has reset, as those do that leave the end of TLS unread.
 */
final class OutputEnd {
  private OutputEnd() {}

  /** To be called on the channel's event loop. Has no success if the client is gone. */
  static ChannelFuture of(DuplexChannel channel) {
    return channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket
        ? shut(channel, socket)
        : channel.shutdownOutput();
  }

  private static ChannelFuture shut(DuplexChannel channel, Socket socket) {
    try {
      // Netty asks the number alone: of a socket that is closed, it may be another one's by now.
      if (!socket.isOpen() || isReset(socket.getSoError())) {
        return gone(channel);
      }
      socket.shutdown(false, true);
      return channel.newSucceededFuture();
    } catch (IOException | NotYetConnectedException | ChannelException e) {
      return channel.newFailedFuture(e);
    }
  }

  private static boolean isReset(int error) {
    return error == -Errors.ERRNO_ECONNRESET_NEGATIVE || error == -Errors.ERRNO_EPIPE_NEGATIVE;
  }

  private static ChannelFuture gone(DuplexChannel channel) {
    ChannelPromise shut = channel.newPromise();
    shut.cancel(false);
    return shut;
  }
}
