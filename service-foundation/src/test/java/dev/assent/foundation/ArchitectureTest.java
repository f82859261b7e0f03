package dev.assent.foundation;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The foundation knows the events, and no service; its features have no circles. */
@AnalyzeClasses(packages = "dev.assent.foundation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.assent.api..",
                    "dev.assent.ledger..",
                    "dev.assent.registry..",
                    "dev.assent.notifier..",
                    "dev.assent.verify..",
                    "dev.assent.deploy..");

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CIRCLES =
            slices().matching("dev.assent.foundation.(*)..").should().beFreeOfCycles();
}
