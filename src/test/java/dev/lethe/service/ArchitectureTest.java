package dev.lethe.service;

import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules that keep the structure what the architecture page says it is. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lethe");

  private static final String SERVICE = "dev.lethe.service.";
  private static final String PARTNERS = "dev.lethe.identitygraph.pprl..";
  private static final List<String> CORES = List.of("identitygraph", "cryptovault", "piicatalog");

  /** Endpoints that need no permission of their own, each with its reason. */
  private static final Set<String> WITHOUT_PERMISSION =
      Set.of(
          "MeResource.me", // every signed-in caller may know who they are
          "LoginResource.login", // leads to the sign-in page
          "ReceiptKeyResource.publicKey"); // a receipt is checked by people who have no account

  @Test
  void coresKnowNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(packagesOf(CORES))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "dev.lethe.service..")
        .check(ALL);
  }

  @Test
  void coresDoNotKnowEachOther() {
    slices()
        .matching("dev.lethe.(identitygraph|cryptovault|piicatalog)..")
        .should()
        .notDependOnEachOther()
        .check(ALL);
  }

  @Test
  void featuresHaveNoCycles() {
    slices().matching(SERVICE + "(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void connectorsKnowOnlyThePort() {
    slices()
        .matching(SERVICE + "fanout.connector.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage(SERVICE + "fanout.connector..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVICE + "identity..",
            SERVICE + "vault..",
            SERVICE + "catalog..",
            SERVICE + "request..",
            SERVICE + "proof..")
        .check(ALL);
  }

  @Test
  void plumbingKnowsNoFeature() {
    noClasses()
        .that()
        .resideInAnyPackage(SERVICE + "web..", SERVICE + "security..", SERVICE + "database..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVICE + "identity..",
            SERVICE + "vault..",
            SERVICE + "catalog..",
            SERVICE + "request..",
            SERVICE + "fanout..",
            SERVICE + "proof..")
        .check(ALL);
  }

  @Test
  void onlyTheVaultTouchesCiphers() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.lethe.cryptovault..", SERVICE + "vault..", PARTNERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.crypto..", "org.bouncycastle..")
        .check(ALL);
  }

  /** ADR 010: the library cannot ask the vault, and the key is the partners', not a person's. */
  @Test
  void encodingsForPartnersAreMadeWithKeyedHashesAlone() {
    noClasses()
        .that()
        .resideInAPackage(PARTNERS)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("javax\\.crypto\\.(Cipher|spec\\.(GCM|Iv)).*|org\\.bouncycastle\\..*")
        .check(ALL);
  }

  @Test
  void everyEndpointDeclaresAPermission() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .should(declareAPermission())
        .check(ALL);
  }

  @Test
  void dependenciesAreGivenToTheConstructor() {
    fields().should().notBeAnnotatedWith(Inject.class).check(ALL);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .that()
        .resideInAPackage("dev.lethe.service..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(ALL);
  }

  @Test
  void namesSayWhatAThingIs() {
    for (String vague : List.of("Impl", "Util", "Utils", "Helper", "Manager")) {
      noClasses().that().areTopLevelClasses().should(haveSimpleNameEndingWith(vague)).check(ALL);
    }
  }

  @Test
  void nullnessIsDeclaredInEveryPackage() {
    classes().should(liveInANullMarkedPackage()).check(ALL);
  }

  private static String[] packagesOf(List<String> names) {
    return names.stream().map(name -> "dev.lethe." + name + "..").toArray(String[]::new);
  }

  private static ArchCondition<JavaMethod> declareAPermission() {
    return new ArchCondition<>("declare a permission, or be on the list with a reason") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean endpoint =
            method.getAnnotations().stream()
                .anyMatch(a -> a.getRawType().isAnnotatedWith(HttpMethod.class));
        if (!endpoint || method.isAnnotatedWith(PermissionsAllowed.class)) {
          return;
        }
        String name = method.getOwner().getSimpleName() + "." + method.getName();
        boolean listed =
            WITHOUT_PERMISSION.contains(name)
                && (method.isAnnotatedWith(Authenticated.class)
                    || method.isAnnotatedWith(PermitAll.class));
        if (!listed) {
          events.add(SimpleConditionEvent.violated(method, name + " declares no permission"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
        }
      }
    };
  }
}
