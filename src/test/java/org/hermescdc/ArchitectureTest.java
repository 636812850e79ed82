package org.hermescdc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rule of ARCHITECTURE.md. Each rule says how to mend a breach. */
@AnalyzeClasses(packages = "org.hermescdc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String JDK = "java..";
    private static final String CORE = "org.hermescdc.core..";
    private static final String SPI = "org.hermescdc.spi..";
    private static final String CONFIG = "org.hermescdc.config..";
    private static final String STORE = "org.hermescdc.store..";
    private static final String OPS = "org.hermescdc.ops..";
    private static final String CAMEL = "org.hermescdc.camel..";
    private static final String PLUGIN = "org.hermescdc.plugin..";
    private static final String DEMO = "org.hermescdc.demo..";
    private static final String TEMPLATE = "org.hermescdc.core.template..";
    private static final String EVENT = "org.hermescdc.core.event..";
    private static final String LOG = "org.slf4j..";

    @ArchTest
    static final ArchRule CORE_IS_PLAIN_JAVA = classes()
            .that(resideInAnyPackage(CORE).and(not(resideInAnyPackage(TEMPLATE, EVENT))))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, CORE)
            .because(
                    "core computes and nothing else. To mend: let core return what is to be done as a value, and do it in"
                            + " camel, store or plugin; logs, clocks, files and Camel are theirs");

    @ArchTest
    static final ArchRule TEMPLATES_ADD_THE_ENGINE = classes()
            .that()
            .resideInAPackage(TEMPLATE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, CORE, "javax.el..", "jinjava..", "com.hubspot.jinjava..")
            .because("core/template may use the template engine, and nothing more. To mend: move the rest out of it");

    @ArchTest
    static final ArchRule EVENTS_ADD_JSON = classes()
            .that()
            .resideInAPackage(EVENT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, CORE, "com.fasterxml.jackson.core..")
            .because(
                    "core/event may use Jackson's streaming, and nothing more. To mend: write and read tokens; no databind");

    @ArchTest
    static final ArchRule PLUGINS_SEE_CORE_ONLY = classes()
            .that()
            .resideInAPackage(SPI)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, CORE, SPI)
            .because("spi is what others compile their plugins against. To mend: put a small interface into spi and"
                    + " implement it where its libraries may be used");

    @ArchTest
    static final ArchRule CONFIGURATION_DESCRIBES = classes()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, CORE, SPI, CONFIG, "org.yaml.snakeyaml..")
            .because("a configuration is read and checked without starting anything. To mend: return a record, and open"
                    + " what it describes in camel or ops");

    @ArchTest
    static final ArchRule STORE_KEEPS_CORE_VALUES = classes()
            .that()
            .resideInAPackage(STORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, CORE, STORE, LOG, "com.fasterxml.jackson.core..")
            .because("the cache knows values, not the flow. To mend: pass what the store needs as an argument");

    @ArchTest
    static final ArchRule OPERATIONS_KNOW_NO_FLOW = classes()
            .that()
            .resideInAPackage(OPS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    JDK,
                    CORE,
                    SPI,
                    CONFIG,
                    OPS,
                    LOG,
                    "ch.qos.logback..",
                    "picocli..",
                    "com.fasterxml.jackson..",
                    "com.github.difflib..",
                    "sun.misc..")
            .because("commands, socket and logs serve any Application. To mend: add to the interface Application, and"
                    + " implement it in HermesServer or HermesClient");

    @ArchTest
    static final ArchRule ONLY_THE_FLOW_KNOWS_CAMEL = noClasses()
            .that(not(resideInAnyPackage(CAMEL, PLUGIN)))
            .and()
            .doNotHaveSimpleName("HermesServer")
            .and()
            .doNotHaveSimpleName("HermesClient")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..")
            .because("Camel stays replaceable and the core testable. To mend: move the code into a bean of the package"
                    + " camel, or behind an interface of spi");

    @ArchTest
    static final ArchRule NOBODY_NEEDS_THE_PROGRAMS = noClasses()
            .that(resideInAnyPackage(CORE, SPI, CONFIG, STORE, OPS, CAMEL, PLUGIN))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.hermescdc", DEMO))
            .because("the programs put the parts together. To mend: hand the part what it needs when it is made");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.hermescdc.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package must be understood by what lies below it alone. To mend: move the shared type down");
}
