package dev.assent.benchmarks;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packages = "dev.assent.benchmarks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule whatIsMeasuredIsKnownByItsAddressAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.assent.api..",
                    // Its trees are grown by its own, pure code: dev.assent.ledger.log.
                    "dev.assent.ledger",
                    "dev.assent.ledger.checkpoint..",
                    "dev.assent.ledger.config..",
                    "dev.assent.ledger.consent..",
                    "dev.assent.ledger.evidence..",
                    "dev.assent.ledger.ingest..",
                    "dev.assent.ledger.proof..",
                    "dev.assent.ledger.receipt..",
                    "dev.assent.ledger.seal..",
                    "dev.assent.registry..",
                    "dev.assent.notifier..",
                    "dev.assent.verify..",
                    "dev.assent.foundation..",
                    "dev.assent.benchmarks.peers..");

    @ArchTest
    static final ArchRule loadProcessAndResultServeEveryBench = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.assent.benchmarks..")
            .layer("command")
            .definedBy("dev.assent.benchmarks")
            .layer("intake")
            .definedBy("dev.assent.benchmarks.intake")
            .layer("ledger")
            .definedBy("dev.assent.benchmarks.ledger")
            .layer("load")
            .definedBy("dev.assent.benchmarks.load")
            .layer("process")
            .definedBy("dev.assent.benchmarks.process")
            .layer("result")
            .definedBy("dev.assent.benchmarks.result")
            .whereLayer("load")
            .mayOnlyBeAccessedByLayers("command", "intake", "ledger")
            .whereLayer("process")
            .mayOnlyBeAccessedByLayers("intake", "ledger")
            .whereLayer("result")
            .mayOnlyBeAccessedByLayers("intake", "ledger", "process");
}
