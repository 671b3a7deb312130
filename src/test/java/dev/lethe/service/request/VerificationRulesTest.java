package dev.lethe.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.request.VerificationRules.Evidence;
import dev.lethe.service.request.state.Degree;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerificationRulesTest {

  @ParameterizedTest
  @CsvSource({
    "ACCESS, GDPR, REASONABLE",
    "DELETE, GDPR, REASONABLE",
    "DELETE, CCPA, REASONABLE",
    "ACCESS, CCPA, REASONABLY_HIGH"
  })
  void eachRightAsksForItsDegree(Right right, Regime regime, Degree required) {
    assertThat(VerificationRules.required(right, regime)).isEqualTo(required);
  }

  @ParameterizedTest
  @CsvSource({
    "GDPR, REASONABLE, email:matched, true",
    "GDPR, REASONABLE, email:failed, false",
    "GDPR, NONE, '', true",
    "CCPA, REASONABLE, email:matched, false",
    "CCPA, REASONABLE, email:matched email:matched, false",
    "CCPA, REASONABLE, email:matched phone:confirmed, true",
    "CCPA, REASONABLE, email:matched phone:failed, false",
    "CCPA, REASONABLE, email:matched signed_declaration:confirmed, false",
    "CCPA, REASONABLE, account_login:passed, true",
    "CCPA, REASONABLY_HIGH, email:matched phone:matched order:matched, false",
    "CCPA, REASONABLY_HIGH, email:matched phone:matched signed_declaration:confirmed, false",
    "CCPA, REASONABLY_HIGH, email:matched phone:matched order:matched signed_declaration:confirmed, true"
  })
  void claimedDegreeNeedsItsEvidence(
      Regime regime, Degree claimed, String evidence, boolean enough) {
    List<Evidence> items =
        Arrays.stream(evidence.split(" "))
            .filter(item -> !item.isEmpty())
            .map(item ->
                new Evidence(
                    item.substring(0, item.indexOf(':')), item.substring(item.indexOf(':') + 1)))
            .toList();
    assertThat(VerificationRules.missing(regime, claimed, items).isEmpty()).isEqualTo(enough);
  }
}
