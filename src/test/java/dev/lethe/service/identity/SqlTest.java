package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.service.testing.LetheTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@LetheTest
class SqlTest {
  private final IdentityDatabase database;

  SqlTest(IdentityDatabase database) {
    this.database = database;
  }

  @Test
  void whatIsKeptGoesBeforeTheNextStatementAndInOrder() {
    var answers =
        database.with(sql -> {
          sql.keep("create temp table kept (n int) on commit preserve rows");
          sql.keep("insert into kept select * from unnest(?::int4[])", sql.ints(List.of(1, 2)));
          var asked = sql.ask("select count(*) from kept", row -> row.getInt(1));
          sql.keep("insert into kept values (?)", 3);
          assertThat(asked).isEmpty();
          var all = sql.query("select n from kept order by n", row -> row.getInt(1));
          var changed = sql.update("delete from kept where n > ?", 1);
          sql.keep("drop table kept");
          return List.of(asked, all, List.of(changed));
        });
    assertThat(answers).containsExactly(List.of(2), List.of(1, 2, 3), List.of(2));
  }

  @Test
  void moreThanTheProtocolTakesAtOnceGoesInSeveralParts() {
    var answers =
        database.with(sql -> {
          sql.keep("create temp table many (n int) on commit preserve rows");
          for (int n = 0; n < 40_000; n++) {
            sql.keep("insert into many values (?), (?)", n, n);
          }
          var distinct = sql.ask("select count(distinct n) from many", row -> row.getInt(1));
          var deleted = sql.update("delete from many where n < ?", 39_999);
          sql.keep("drop table many");
          return List.of(distinct, List.of(deleted));
        });
    assertThat(answers).containsExactly(List.of(40_000), List.of(79_998));
  }

  @Test
  void whatIsKeptIsSentAtTheEndOfTheWork() {
    assertThatThrownBy(() ->
            database.with(sql -> {
              sql.keep("select 1 / ?", 0);
              return 0;
            }))
        .isInstanceOf(IdentityStoreException.class)
        .hasMessageContaining("22012");
  }
}
