package dev.assent.deploy.parts;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.assent.deploy.parts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule partsKnowTheTopicsAndNothingElseOfAssent = classes()
            .that()
            .resideInAPackage("dev.assent.deploy.parts..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.assent.deploy.parts..",
                    "dev.assent.events..",
                    "java..",
                    "org.jspecify..",
                    "org.apache.kafka..",
                    "org.apache.commons.compress..",
                    "org.tukaani.xz..",
                    "com.icegreen.greenmail..",
                    "com.fasterxml.jackson..",
                    "jakarta.mail..");

    @ArchTest
    static final ArchRule oneClassStartsProcesses = noClasses()
            .that()
            .doNotHaveSimpleName("ChildProcess")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);
}
