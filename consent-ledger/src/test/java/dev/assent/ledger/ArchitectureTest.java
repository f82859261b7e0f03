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
            .layer("witness")
            .definedBy("dev.assent.ledger.witness..")
            .layer("checkpoint")
            .definedBy("dev.assent.ledger.checkpoint..")
            .layer("ingest")
            .definedBy("dev.assent.ledger.ingest..")
            .layer("account")
            .definedBy("dev.assent.ledger.account..")
            .layer("proof")
            .definedBy("dev.assent.ledger.proof..")
            .layer("receipt")
            .definedBy("dev.assent.ledger.receipt..")
            .layer("consent")
            .definedBy("dev.assent.ledger.consent..")
            .layer("opened")
            .definedBy("dev.assent.ledger.opened..")
            .layer("history")
            .definedBy("dev.assent.ledger.history..")
            .layer("statistics")
            .definedBy("dev.assent.ledger.statistics..")
            .layer("export")
            .definedBy("dev.assent.ledger.export..")
            .layer("console")
            .definedBy("dev.assent.ledger.console..")
            .layer("restricted")
            .definedBy("dev.assent.ledger.restricted..")
            .whereLayer("restricted")
            .mayOnlyAccessLayers("log", "seal", "evidence")
            .layer("recovery")
            .definedBy("dev.assent.ledger.recovery..")
            .whereLayer("recovery")
            .mayOnlyAccessLayers("log", "config", "evidence")
            .layer("erasure")
            .definedBy("dev.assent.ledger.erasure..")
            .whereLayer("erasure")
            .mayOnlyAccessLayers("log", "config", "seal", "evidence", "restricted", "recovery")
            .layer("rotation")
            .definedBy("dev.assent.ledger.rotation..")
            .whereLayer("rotation")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("log")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("seal")
            .mayOnlyAccessLayers("log", "config")
            .whereLayer("evidence")
            .mayOnlyAccessLayers("log", "config", "seal")
            .whereLayer("checkpoint")
            .mayOnlyAccessLayers("log", "config", "seal", "evidence", "witness")
            .whereLayer("witness")
            .mayOnlyAccessLayers("log", "config", "evidence")
            .whereLayer("ingest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("account")
            .mayOnlyAccessLayers("log", "config", "evidence")
            .whereLayer("account")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("proof")
            .mayOnlyAccessLayers("log", "evidence", "checkpoint")
            .whereLayer("receipt")
            .mayOnlyAccessLayers("log", "config", "seal", "evidence", "proof", "recovery")
            .whereLayer("opened")
            .mayOnlyAccessLayers("log", "config", "seal", "evidence", "recovery")
            .whereLayer("consent")
            .mayOnlyAccessLayers("opened")
            .whereLayer("history")
            .mayOnlyAccessLayers("log", "config", "evidence", "opened", "consent")
            .whereLayer("statistics")
            .mayOnlyAccessLayers("log", "seal", "evidence", "recovery")
            .whereLayer("export")
            .mayOnlyAccessLayers("log", "evidence", "opened")
            .whereLayer("console")
            .mayOnlyAccessLayers("consent", "history", "statistics", "export");

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
