package dev.assent.registry;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/** The registry knows no other service, and its features know each other in one direction only. */
@AnalyzeClasses(packages = "dev.assent.registry", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.assent.api..",
                    "dev.assent.ledger..",
                    "dev.assent.notifier..",
                    "dev.assent.verify..",
                    "dev.assent.deploy..");

    @ArchTest
    static final ArchRule FEATURES_KNOW_EACH_OTHER_IN_ONE_DIRECTION = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.assent.registry..")
            .layer("site")
            .definedBy("dev.assent.registry.site..")
            .layer("text")
            .definedBy("dev.assent.registry.text..")
            .layer("rule")
            .definedBy("dev.assent.registry.rule..")
            .layer("publishing")
            .definedBy("dev.assent.registry.publishing..")
            .layer("importing")
            .definedBy("dev.assent.registry.importing..")
            .layer("document")
            .definedBy("dev.assent.registry.document..")
            .whereLayer("importing")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("document")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("publishing")
            .mayOnlyBeAccessedByLayers("importing", "document")
            .whereLayer("rule")
            .mayOnlyBeAccessedByLayers("publishing")
            .whereLayer("text")
            .mayOnlyBeAccessedByLayers("rule", "publishing", "importing", "document");
}
