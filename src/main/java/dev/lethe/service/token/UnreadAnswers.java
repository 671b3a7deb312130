package dev.lethe.service.token;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client has stopped reading: bytes of an answer wait, and for too long
 * not one of them has gone and nothing has come in. Otherwise such clients would keep the places of
 * streams, and what waits for them, for ever. It looks at what the socket has taken, so a client
 * may be slow, or send everything before it reads anything.
 */
final class UnreadAnswers extends ChannelInboundHandlerAdapter {
  private static final String NAME = "lethe-unread-answers";
  private static final int LOOKS = 10;

  private final Duration longest;
  private final Runnable closing;
  private @Nullable Future<?> looking;
  private long reads;
  private Progress last = new Progress(0, 0, 0, 0);
  private int looksWithoutProgress;

  private UnreadAnswers(Duration longest, Runnable closing) {
    this.longest = longest;
    this.closing = closing;
  }

  /**
   * What can be seen of a connection.
   *
   * @param head the identity of what is being sent; 0 when nothing waits
   * @param sent how much of that the socket has taken
   * @param waiting bytes that it has not taken
   * @param reads how often something came in
   */
  private record Progress(int head, long sent, long waiting, long reads) {
    boolean none(Progress before) {
      return head != 0
          && head == before.head
          && sent == before.sent
          && waiting >= before.waiting
          && reads == before.reads;
    }
  }

  /**
   * Watches a connection from now on until it is closed.
   *
   * @param closing is told when the connection is closed for this
   */
  static void watch(HttpConnection connection, Duration longest, Runnable closing) {
    if (connection instanceof ConnectionBase base) {
      var channel = base.channel();
      if (channel.eventLoop().inEventLoop()) {
        watch(channel, longest, closing);
      } else {
        channel.eventLoop().execute(() -> watch(channel, longest, closing));
      }
    }
  }

  private static void watch(Channel channel, Duration longest, Runnable closing) {
    if (channel.isActive() && channel.pipeline().get(NAME) == null) {
      channel.pipeline().addFirst(NAME, new UnreadAnswers(longest, closing));
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    long pause = longest.dividedBy(LOOKS).toNanos();
    looking =
        context
            .executor()
            .scheduleWithFixedDelay(() -> look(context), pause, pause, TimeUnit.NANOSECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    reads++;
    context.fireChannelRead(message);
  }

  private void look(ChannelHandlerContext context) {
    var buffer = context.channel().unsafe().outboundBuffer();
    if (buffer == null) {
      return;
    }
    var current = buffer.current();
    var now =
        new Progress(
            current == null ? 0 : System.identityHashCode(current) | 1,
            buffer.currentProgress(),
            buffer.totalPendingWriteBytes(),
            reads);
    looksWithoutProgress = now.none(last) ? looksWithoutProgress + 1 : 0;
    last = now;
    if (looksWithoutProgress >= LOOKS) {
      closing.run();
      // From here it goes straight to the socket: TLS would wait to say good-bye.
      context.close();
    }
  }
}
