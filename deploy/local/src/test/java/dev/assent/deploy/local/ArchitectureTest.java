package dev.assent.deploy.local;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.assent.deploy.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theLauncherKnowsServicesByTheirPortsAndVariablesAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.assent.api..",
                    "dev.assent.ledger..",
                    "dev.assent.registry..",
                    "dev.assent.notifier..",
                    "dev.assent.verify..",
                    "dev.assent.foundation..");

    @ArchTest
    static final ArchRule theDemonstrationKnowsNothingOfTheLauncher = noClasses()
            .that()
            .resideInAPackage("dev.assent.deploy.local.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.assent.deploy.local")
            .allowEmptyShould(true);
}
