package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;

/** What a thief of a whole database reads. */
final class Dump {
  private Dump() {}

  /** In clear, in hex as columns of bytes are dumped, and in base64 at every alignment. */
  static List<String> forms(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    var forms = new ArrayList<String>();
    // Five digits occur by chance in hex.
    if (value.length() > 5) {
      forms.add(value.toLowerCase(Locale.ROOT));
    }
    forms.add(HexFormat.of().formatHex(bytes));
    for (int shift = 0; shift < 3 && value.length() > 5; shift++) {
      var shifted = new byte[bytes.length + shift];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      var text =
          Base64.getEncoder().withoutPadding().encodeToString(shifted).toLowerCase(Locale.ROOT);
      forms.add(text.substring(shift == 0 ? 0 : shift + 1, text.length() - 2));
    }
    return forms;
  }

  /** Every row of every table, in small letters. */
  static String of(AgroalDataSource database) throws SQLException, IOException {
    var dump = new StringWriter();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "select quote_ident(table_name) from information_schema.tables"
                  + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      assertThat(tables).hasSizeGreaterThan(3);
      for (var table : tables) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy " + table + " to stdout", dump);
      }
    }
    return dump.toString().toLowerCase(Locale.ROOT);
  }
}
