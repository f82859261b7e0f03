package dev.assent.events;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@AnalyzeClasses(packages = "dev.assent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Whoever reads events, in whatever framework, can use this module. */
    @ArchTest
    static final ArchRule noFrameworkIsInside = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.assent.events",
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson..",
                    "org.apache.kafka..",
                    "org.jspecify.annotations");
}
