package dev.lethe.cli.api;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One kept connection to Lethe over which large bodies go one after the other (HTTP/1.1, RFC 9112):
 * what a pipeline on every event uses, since it costs the sender next to nothing. Nothing is
 * repeated. For one thread.
 */
public final class ApiConnection implements AutoCloseable {
  private static final int BUFFER = 128 * 1024;

  private final URI base;
  private final TokenSource tokens;
  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  ApiConnection(URI base, TokenSource tokens) throws IOException {
    this.base = base;
    this.tokens = tokens;
    boolean secure = base.getScheme().equals("https");
    SocketFactory sockets = secure ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
    int port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
    this.socket = sockets.createSocket(base.getHost(), port);
    if (socket instanceof SSLSocket tls) {
      // Or else anybody's valid certificate would do.
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
    }
    socket.setTcpNoDelay(true);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  /** Sends a JSON body and returns the answer's; anything but success throws. */
  public byte[] post(String path, byte[] body) throws IOException, ApiException {
    return post(path, "application/json", body);
  }

  /** Sends a body of this media type, in which the answer is to come too. */
  public byte[] post(String path, String mediaType, byte[] body) throws IOException, ApiException {
    String head =
        "POST %s%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                .formatted(base.getPath(), path, base.getAuthority(), tokens.token().reveal())
            + "Content-Type: %s\r\nAccept: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(mediaType, mediaType, body.length);
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
    int status = status(line());
    byte[] answer = answer();
    if (status / 100 != 2) {
      throw new ApiException(status, null, "Lethe answered " + status + ".");
    }
    return answer;
  }

  private static int status(String line) throws IOException {
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.1")) {
      throw new IOException("The other side does not speak HTTP/1.1.");
    }
    return Integer.parseInt(parts[1]);
  }

  private byte[] answer() throws IOException {
    int length = 0;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon));
      String value = line.substring(colon + 1).strip();
      if (name.equalsIgnoreCase("content-length")) {
        length = Integer.parseInt(value);
      } else if (name.equalsIgnoreCase("transfer-encoding")) {
        chunked = value.equalsIgnoreCase("chunked");
      }
    }
    return chunked ? chunks() : whole(length);
  }

  private byte[] whole(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The answer ended early.");
    }
    return bytes;
  }

  private byte[] chunks() throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.writeBytes(whole(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The connection ended early.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
