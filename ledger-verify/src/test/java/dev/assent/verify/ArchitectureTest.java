package dev.assent.verify;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packages = "dev.assent.verify", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule sharesNothingWithTheWriter = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.assent.verify..", "java..", "javax.crypto..", "org.jspecify..", "org.postgresql..")
            .because("a verifier that runs the writer's code repeats the writer's mistakes");

    @ArchTest
    static final ArchRule readsTheDatabaseInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.assent.verify.stored")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule featuresKnowOnlyWhatTheyStandOn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("program")
            .definedBy("dev.assent.verify")
            .layer("published")
            .definedBy("..published..")
            .layer("stored")
            .definedBy("..stored..")
            .layer("receipt")
            .definedBy("..receipt..")
            .layer("note")
            .definedBy("..note..")
            .layer("tile")
            .definedBy("..tile..")
            .whereLayer("program")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("published")
            .mayOnlyBeAccessedByLayers("program")
            .whereLayer("stored")
            .mayOnlyBeAccessedByLayers("program")
            .whereLayer("receipt")
            .mayOnlyBeAccessedByLayers("program")
            .whereLayer("note")
            .mayOnlyBeAccessedByLayers("program", "published", "stored", "receipt")
            .whereLayer("tile")
            .mayOnlyBeAccessedByLayers("published", "stored");
}
