package dev.lethe.service.token;

import dev.lethe.cryptovault.token.Mask;
import dev.lethe.service.web.ProblemException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tokens that were sent to be opened, nothing of them checked; see {@link RevealRequest}. */
final class RevealCall extends SentTokens {
  private static final int LONGEST_PURPOSE = 64;
  private static final int LONGEST_REASON = 500;

  private @Nullable String purpose;
  private @Nullable String reason;
  private @Nullable Mask mask;
  private String show = "whole";

  static RevealCall of(JsonCall json) throws IOException {
    var call = new RevealCall();
    call.read(json);
    call.requireWhy();
    call.checkForm();
    return call;
  }

  /**
   * A call to which {@link #add tokens} are added one by one.
   *
   * @param mask name of the mask through which values are seen; null for the whole of them
   */
  static RevealCall ofRows(
      @Nullable String purpose, @Nullable String reason, @Nullable String mask) {
    var call = new RevealCall();
    call.beginRows();
    call.purpose = purpose;
    call.reason = reason;
    call.requireWhy();
    call.mask = call.mask(mask);
    return call;
  }

  private void requireWhy() {
    require("purpose", purpose, LONGEST_PURPOSE);
    require("reason", reason, LONGEST_REASON);
  }

  @Override
  boolean property(JsonCall json, String name) throws IOException {
    switch (name) {
      case "purpose" -> purpose = json.text(name);
      case "reason" -> reason = json.text(name);
      case "mask" -> mask = mask(json.text(name));
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable Mask mask(@Nullable String name) {
    show = Objects.requireNonNullElse(name, show);
    return name == null
        ? null
        : Mask.named(name)
            .orElseThrow(() ->
                ProblemException.invalidField(
                    "mask", "Masks are hidden, last_four, initial, email_domain and year."));
  }

  String purpose() {
    return String.valueOf(purpose);
  }

  String reason() {
    return String.valueOf(reason);
  }

  /** Through what the values are seen; null for the whole of them. */
  @Nullable Mask mask() {
    return mask;
  }

  /** The name of the mask, or {@code whole}. */
  String show() {
    return show;
  }
}
