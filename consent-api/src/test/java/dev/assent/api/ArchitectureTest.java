package dev.assent.api;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.assent.foundation.access.AccessRule;
import jakarta.ws.rs.HttpMethod;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packages = "dev.assent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresKnowOneAnotherInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.assent.api..")
            .layer("config")
            .definedBy("dev.assent.api")
            .layer("site")
            .definedBy("dev.assent.api.site")
            .layer("client")
            .definedBy("dev.assent.api.client")
            .layer("identity")
            .definedBy("dev.assent.api.identity")
            .layer("measure")
            .definedBy("dev.assent.api.measure")
            .layer("limit")
            .definedBy("dev.assent.api.limit")
            .layer("intake")
            .definedBy("dev.assent.api.intake")
            .layer("subject")
            .definedBy("dev.assent.api.subject")
            .layer("confirmation")
            .definedBy("dev.assent.api.confirmation")
            .layer("choice")
            .definedBy("dev.assent.api.choice")
            .layer("banner")
            .definedBy("dev.assent.api.banner")
            .layer("script")
            .definedBy("dev.assent.api.script")
            .layer("http")
            .definedBy("dev.assent.api.http")
            .layer("importing")
            .definedBy("dev.assent.api.importing")
            .layer("link")
            .definedBy("dev.assent.api.link")
            .whereLayer("importing")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("link")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("choice")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("banner")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("script")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("http")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("limit", "intake", "choice", "confirmation", "importing", "link", "http")
            .whereLayer("measure")
            .mayOnlyBeAccessedByLayers("intake", "choice", "confirmation", "http")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers("choice", "importing", "link")
            .whereLayer("subject")
            .mayOnlyBeAccessedByLayers("choice", "importing", "link")
            .whereLayer("confirmation")
            .mayOnlyBeAccessedByLayers("choice")
            .whereLayer("limit")
            .mayOnlyBeAccessedByLayers("choice", "http")
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("choice", "confirmation", "importing", "link", "http")
            .whereLayer("site")
            .mayOnlyBeAccessedByLayers("choice", "confirmation", "banner", "importing", "link", "http");

    @ArchTest
    static final ArchRule noOtherServiceIsKnown = classes()
            .that()
            .resideInAPackage("dev.assent.api..")
            .should()
            .onlyDependOnClassesThat(
                    DescribedPredicate.describe("are no other service's", type -> !type.getPackageName()
                            .matches("dev\\.assent\\.(ledger|verify|registry|notifier|deploy)(\\..*)?")));

    @ArchTest
    static final ArchRule thereIsNoDatabase = noClasses()
            .that()
            .resideInAPackage("dev.assent.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..");

    @ArchTest
    static final ArchRule everyEndpointSaysWhoMayCallIt = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.assent.api..")
            .and(metaAnnotatedWith(HttpMethod.class))
            .should()
            .beAnnotatedWith(AccessRule.class);
}
