package dev.assent.ledger;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packages = "dev.assent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule eachFeatureKnowsOnlyWhatItNeeds = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.assent.ledger..")
            .layer("log")
            .definedBy("dev.assent.ledger.log..")
            .layer("config")
            .definedBy("dev.assent.ledger.config..")
            .layer("seal")
            .definedBy("dev.assent.ledger.seal..")
            .layer("evidence")
            .definedBy("dev.assent.ledger.evidence..")
            .layer("checkpoint")
            .definedBy("dev.assent.ledger.checkpoint..")
            .layer("ingest")
            .definedBy("dev.assent.ledger.ingest..")
            .layer("proof")
            .definedBy("dev.assent.ledger.proof..")
            .layer("receipt")
            .definedBy("dev.assent.ledger.receipt..")
            .layer("consent")
            .definedBy("dev.assent.ledger.consent..")
            .whereLayer("log")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("seal")
            .mayOnlyAccessLayers("log", "config")
            .whereLayer("evidence")
            .mayOnlyAccessLayers("log", "seal")
            .whereLayer("checkpoint")
            .mayOnlyAccessLayers("log", "config", "evidence")
            .whereLayer("ingest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("proof")
            .mayOnlyAccessLayers("log", "evidence", "checkpoint")
            .whereLayer("receipt")
            .mayOnlyAccessLayers("log", "seal", "evidence", "proof")
            .whereLayer("consent")
            .mayOnlyAccessLayers("log", "config", "seal", "evidence");

    @ArchTest
    static final ArchRule theLedgerKnowsNoOtherService = noClasses()
            .that()
            .resideInAPackage("dev.assent.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.assent.api..", "dev.assent.registry..", "dev.assent.notifier..", "dev.assent.verify..");

    @ArchTest
    static final ArchRule theTreeIsPure = classes()
            .that()
            .resideInAPackage("dev.assent.ledger.log..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.assent.ledger.log..", "java..", "org.jspecify..");
}
