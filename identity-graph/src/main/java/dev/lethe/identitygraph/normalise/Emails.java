package dev.lethe.identitygraph.normalise;

import dev.lethe.identitygraph.normalise.Intake.Read;
import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Email addresses: whole address in lower case, domain in ASCII form, a "+tag" removed (every large
 * mailbox provider delivers tagged mail to the same person; dots are kept, since only one provider
 * ignores them).
 */
final class Emails {

  private static final Pattern DISPLAY_FORM = Pattern.compile("^[^<>]*<([^<>]+)>$");
  private static final Pattern LOCAL = Pattern.compile("[\\p{L}\\p{N}.!#$%&'*/=?^_`{|}~-]{1,64}");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
  private static final Set<String> ROLES =
      Set.of(
          "info",
          "noreply",
          "no-reply",
          "donotreply",
          "do-not-reply",
          "admin",
          "administrator",
          "office",
          "sales",
          "support",
          "service",
          "contact",
          "kontakt",
          "hello",
          "help",
          "hostmaster",
          "postmaster",
          "webmaster",
          "root",
          "abuse",
          "mail",
          "mailbox",
          "email",
          "billing",
          "accounts",
          "accounting",
          "enquiries",
          "inquiries",
          "team",
          "marketing",
          "orders",
          "shop",
          "store",
          "customerservice",
          "kundenservice",
          "bestellung",
          "reception",
          "none",
          "na",
          "n.a",
          "unknown",
          "test",
          "tester",
          "testing",
          "nobody",
          "anonymous",
          "guest",
          "user",
          "nomail",
          "noemail",
          "kein",
          "keine",
          "abc",
          "xxx",
          "asdf",
          "null",
          "undefined",
          "example");
  private static final Set<String> DEAD_DOMAINS =
      Set.of(
          "example.com",
          "example.org",
          "example.net",
          "test.com",
          "test.de",
          "test.test",
          "none.com",
          "na.com",
          "noemail.com",
          "nomail.com",
          "invalid.com",
          "mailinator.com");

  private Emails() {}

  static Read<String> read(String raw) {
    var text = Text.clean(raw);
    var bare = bare(text).strip().toLowerCase(Locale.ROOT);
    if (Text.placeholder(Text.fold(bare))) {
      return Read.absent();
    }
    var at = bare.lastIndexOf('@');
    if (at < 1) {
      return Read.refused("not an email address");
    }
    return assemble(untagged(bare.substring(0, at)), bare.substring(at + 1));
  }

  private static String bare(String text) {
    if (!text.endsWith(">")) {
      return text;
    }
    var display = DISPLAY_FORM.matcher(text);
    return display.matches() ? display.group(1) : text;
  }

  private static Read<String> assemble(String local, String rawDomain) {
    var domain = ascii(rawDomain);
    if (!LOCAL.matcher(local).matches()
        || domain.length() > 253
        || !DOMAIN.matcher(domain).matches()) {
      return Read.refused("not an email address");
    }
    if (ROLES.contains(local) || DEAD_DOMAINS.contains(domain)) {
      return Read.refused("a role mailbox or placeholder points at no single person");
    }
    return Read.of(local + "@" + domain);
  }

  private static String untagged(String local) {
    var plus = local.indexOf('+');
    return plus > 0 ? local.substring(0, plus) : local;
  }

  private static String ascii(String domain) {
    if (domain.chars().allMatch(letter -> letter < 128)) {
      // What else IDN would refuse here, no domain may be.
      return domain;
    }
    try {
      return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
