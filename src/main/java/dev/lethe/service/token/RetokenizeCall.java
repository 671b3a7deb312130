package dev.lethe.service.token;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tokens that are to be made anew, nothing of them checked; see {@link RetokenizeRequest}. */
final class RetokenizeCall extends SentTokens {
  private static final int LONGEST_REASON = 500;

  private @Nullable String reason;

  static RetokenizeCall of(JsonCall json) throws IOException {
    var call = new RetokenizeCall();
    call.read(json);
    call.checkForm();
    require("reason", call.reason, LONGEST_REASON);
    return call;
  }

  @Override
  boolean property(JsonCall json, String name) throws IOException {
    if (!name.equals("reason")) {
      return false;
    }
    reason = json.text(name);
    return true;
  }

  String reason() {
    return String.valueOf(reason);
  }
}
