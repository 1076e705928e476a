package org.minqing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of the layout that a machine can hold; the reasons stand in CONTRIBUTING. */
@AnalyzeClasses(packages = "org.minqing", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/org/minqing");
    private static final int LONGEST_DELEGATE = 30;

    @ArchTest
    static final ArchRule theEngine_staysAtItsEdge = noClasses()
            .that(not(resideInAnyPackage("..engine..", "..security..", "..replay.."))
                    .and(not(named("Process", "Delegate", "Listener", "Decision", "Deployer"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("moving to another fork of the engine must stay a rename");

    @ArchTest
    static final ArchRule delegates_areCalledSo = classes()
            .that()
            .areAssignableTo(JavaDelegate.class)
            .should()
            .haveSimpleNameEndingWith("Delegate")
            .andShould()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule whatIsCalledDelegate_isOne =
            classes().that().haveSimpleNameEndingWith("Delegate").should().implement(JavaDelegate.class);

    @ArchTest
    static final ArchRule listeners_areCalledSo = classes()
            .that()
            .areAssignableTo(ExecutionListener.class)
            .or()
            .areAssignableTo(TaskListener.class)
            .should()
            .haveSimpleNameEndingWith("Listener");

    @ArchTest
    static final ArchRule delegatesAndListeners_decideNothing = noClasses()
            .that(named("Delegate", "Listener"))
            .should()
            .dependOnClassesThat(named("Repository"))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class)
            .because("a delegate translates, a service decides");

    @ArchTest
    static final ArchRule controllers_callServices = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .dependOnClassesThat(named("Repository", "Process", "Delegate"))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class);

    @ArchTest
    static final ArchRule services_doNotKnowHttp = noClasses()
            .that(named("Service", "Repository", "Process", "Delegate"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule repositories_stayWithinTheirCapability = classes()
            .that()
            .haveSimpleNameEndingWith("Repository")
            .should()
            .bePackagePrivate()
            .because("another capability asks the service");

    @ArchTest
    static final ArchRule capabilities_formNoCycles =
            slices().matching("org.minqing.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule domainTypes_areOnlyJava = noClasses()
            .that()
            .resideOutsideOfPackages("..engine..", "..security..", "..replay..")
            .and(recordsAndEnums())
            .and()
            .areNotAnnotatedWith(ConfigurationProperties.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.camunda..");

    @ArchTest
    static final ArchRule nobody_waitsBySleeping = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule nobody_printsPastTheLog = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule dependencies_comeThroughConstructors =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule time_comesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule interfaces_haveMoreThanOneImplementation = classes()
            .that()
            .areInterfaces()
            .and()
            .areNotAnnotations()
            .and()
            .doNotHaveSimpleName("NotificationChannel")
            .should(haveNotExactlyOneImplementation());

    @Test
    void delegatesAndListeners_fitOnHalfAScreen() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> tooLong = files.filter(
                            file -> file.toString().matches(".*(Delegate|(?<!Parse)Listener)\\.java"))
                    .filter(file -> body(file) > LONGEST_DELEGATE)
                    .map(file -> SOURCES.relativize(file) + ": " + body(file) + " lines")
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    @Test
    void everyPackage_saysWhatItIs() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES).filter(Files::isDirectory)) {
            assertThat(folders)
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    /** Lines that say something, from the class on. */
    private static long body(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.dropWhile(line -> !line.contains("class "))
                    .filter(line -> !line.isBlank()
                            && !line.strip().startsWith("*")
                            && !line.strip().startsWith("/*"))
                    .count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A class, or one inside it, whose outermost name ends so. */
    private static DescribedPredicate<JavaClass> named(String... endings) {
        return DescribedPredicate.describe("are named *" + String.join(", *", endings), type -> {
            JavaClass outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            String name = outer.getSimpleName();
            return outer.getPackageName().startsWith("org.minqing")
                    && Stream.of(endings).anyMatch(name::endsWith);
        });
    }

    private static DescribedPredicate<JavaClass> recordsAndEnums() {
        return DescribedPredicate.describe("are records or enums", type -> type.isRecord() || type.isEnum());
    }

    private static ArchCondition<JavaClass> haveNotExactlyOneImplementation() {
        return new ArchCondition<>("have more than one implementation, or only lambdas") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long count = type.getAllSubclasses().stream()
                        .filter(sub -> !sub.isInterface())
                        .count();
                events.add(new SimpleConditionEvent(
                        type, count != 1, type.getName() + " has one implementation only: the interface says nothing"));
            }
        };
    }
}
