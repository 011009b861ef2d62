package io.jenkins.plugins.autodeploy.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The three layers of the plugin and their one direction: the adapter and the terminal use the engine. */
@AnalyzeClasses(packages = LayersTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    static final String ROOT = "io.jenkins.plugins.autodeploy";
    private static final String ENGINE = ROOT + ".engine..";
    private static final String ADAPTER = ROOT + ".jenkins..";
    private static final String TERMINAL = ROOT + ".cli..";
    private static final String[] JENKINS = {
        "hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..", "com.cloudbees..", "net.sf.json.."
    };

    @ArchTest
    static final ArchRule theEngineKnowsNoJenkins = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JENKINS);

    @ArchTest
    static final ArchRule theEngineKnowsNoHost = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTER, TERMINAL, "picocli..", "io.javalin..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule theTerminalKnowsNoJenkins = noClasses()
            .that()
            .resideInAPackage(TERMINAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JENKINS);

    @ArchTest
    static final ArchRule theTerminalKnowsNoAdapter = noClasses()
            .that()
            .resideInAPackage(TERMINAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ADAPTER);

    @ArchTest
    static final ArchRule theAdapterKnowsNoTerminal = noClasses()
            .that()
            .resideInAPackage(ADAPTER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TERMINAL, "picocli..", "io.javalin..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingOfTheJdksInside =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("sun..", "com.sun..", "jdk.internal..");

    @ArchTest
    static final ArchRule noProcessFromACommandLineInOneString = noClasses()
            .should()
            .callCodeUnitWhere(describe("Runtime.exec", (JavaCall<?> call) -> isRuntimeExec(call.getTarget())));

    @ArchTest
    static final ArchRule onlyTheTerminalsHostStartsProcesses = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli.host..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);

    private static boolean isRuntimeExec(CodeUnitCallTarget target) {
        return target.getOwner().isEquivalentTo(Runtime.class)
                && target.getName().equals("exec");
    }
}
