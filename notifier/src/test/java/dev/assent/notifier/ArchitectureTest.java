package dev.assent.notifier;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which feature may know which. */
@AnalyzeClasses(packages = "dev.assent.notifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] OTHER_SERVICES = {
        "dev.assent.api..", "dev.assent.ledger..", "dev.assent.registry..", "dev.assent.verify..", "dev.assent.deploy.."
    };

    @ArchTest
    static final ArchRule FEATURES = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("deadline")
            .definedBy("..notifier.deadline..")
            .layer("language")
            .definedBy("..notifier.language..")
            .layer("message")
            .definedBy("..notifier.message..")
            .layer("letter")
            .definedBy("..notifier.letter..")
            .layer("request")
            .definedBy("..notifier.request..")
            .layer("mailbox")
            .definedBy("..notifier.mailbox..")
            .layer("confirmation")
            .definedBy("..notifier.confirmation..")
            .layer("webhook")
            .definedBy("..notifier.webhook..")
            .layer("console")
            .definedBy("..notifier.console..")
            .whereLayer("deadline")
            .mayOnlyBeAccessedByLayers("letter", "request", "console")
            .whereLayer("language")
            .mayOnlyBeAccessedByLayers("request", "mailbox")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("request", "mailbox")
            .whereLayer("letter")
            .mayOnlyBeAccessedByLayers("request", "console")
            .whereLayer("request")
            .mayOnlyBeAccessedByLayers("mailbox", "console")
            .whereLayer("mailbox")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("confirmation")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("webhook")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("console")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("dev.assent.notifier.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage(OTHER_SERVICES);

    @ArchTest
    static final ArchRule ONLY_THE_MAILBOX_SPEAKS_IMAP = noClasses()
            .that()
            .resideOutsideOfPackage("..notifier.mailbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule ENTITIES_STAY_INSIDE = classes()
            .that()
            .areAnnotatedWith(jakarta.persistence.Entity.class)
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule RESOURCES_ARE_NAMED_SO =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");
}
