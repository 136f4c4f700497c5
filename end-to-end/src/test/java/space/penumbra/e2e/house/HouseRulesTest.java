package space.penumbra.e2e.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import space.penumbra.wire.Topics;

/** The dependency arrows of the house: orbit, domain, wire, then the applications, then the command line. */
@AnalyzeClasses(packages = "space.penumbra", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String ORBIT = "space.penumbra.orbit..";
    private static final String DOMAIN = "space.penumbra.domain..";
    private static final String FAULTS = "space.penumbra.domain.fault..";
    private static final String BACKTESTS = "space.penumbra.domain.backtest..";
    private static final String CONTROL_BACKTESTS = "space.penumbra.control.backtest..";
    private static final String WIRE = "space.penumbra.wire..";
    private static final String PRODUCERS = "space.penumbra.producers..";
    private static final String EXECUTORS = "space.penumbra.executors..";
    private static final String JOBS = "space.penumbra.jobs..";
    private static final String CONTROL = "space.penumbra.control..";
    private static final String WEBHOOKS = "space.penumbra.webhooks..";
    private static final String CLI = "space.penumbra.cli..";

    @ArchTest
    static final ArchRule orbitKnowsOnlyPhysics = noClasses()
            .that()
            .resideInAPackage(ORBIT)
            .should()
            .dependOnClassesThat(resideInAnyPackage(DOMAIN, WIRE, PRODUCERS, EXECUTORS, JOBS, CONTROL, WEBHOOKS, CLI));

    @ArchTest
    static final ArchRule domainKnowsOnlyOrbitAndItself = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(DOMAIN, ORBIT, "java..")));

    @ArchTest
    static final ArchRule pureCodeDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.logging.."));

    @ArchTest
    static final ArchRule pureCodeKnowsNoPlatform = noClasses()
            .that()
            .resideInAnyPackage(ORBIT, DOMAIN)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.apache.flink..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "org.slf4j..",
                    "com.fasterxml..",
                    "io.javalin..",
                    "java.net.http.."));

    @ArchTest
    static final ArchRule pureCodeReadsNoClock = noClasses()
            .that()
            .resideInAnyPackage(ORBIT, DOMAIN)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule pureCodeDrawsNoUnseededRandomness = noClasses()
            .that()
            .resideInAnyPackage(ORBIT, DOMAIN)
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule wireServesTheApplicationsAndKnowsNone = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PRODUCERS, EXECUTORS, JOBS, CONTROL, WEBHOOKS, CLI));

    @ArchTest
    static final ArchRule producersMeetOthersOnlyInTopics = noClasses()
            .that()
            .resideInAPackage(PRODUCERS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(EXECUTORS, JOBS, CONTROL, WEBHOOKS, CLI));

    @ArchTest
    static final ArchRule executorsMeetOthersOnlyInTopics = noClasses()
            .that()
            .resideInAPackage(EXECUTORS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PRODUCERS, JOBS, CONTROL, WEBHOOKS, CLI));

    @ArchTest
    static final ArchRule executorsAreTheOnlyOnesThatKnowKubernetes = noClasses()
            .that()
            .resideOutsideOfPackage("space.penumbra.executors.kubernetes..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.fabric8.."));

    @ArchTest
    static final ArchRule jobsMeetOthersOnlyInTopics = noClasses()
            .that()
            .resideInAPackage(JOBS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PRODUCERS, EXECUTORS, CONTROL, WEBHOOKS, CLI));

    @ArchTest
    static final ArchRule controlMeetsOthersOnlyInTopics = noClasses()
            .that()
            .resideInAPackage(CONTROL)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PRODUCERS, EXECUTORS, JOBS, WEBHOOKS, CLI));

    @ArchTest
    static final ArchRule webhooksMeetOthersOnlyInTopics = noClasses()
            .that()
            .resideInAPackage(WEBHOOKS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PRODUCERS, EXECUTORS, JOBS, CONTROL, CLI));

    /**
     * The truth about injected faults is for scoring: a detector, a planner or a gate that could see it would be judged by its own answers. Back-tests
     * score rules for people, and decide nothing.
     */
    @ArchTest
    static final ArchRule nothingThatDecidesSeesTheLabelsOfFaults = noClasses()
            .that()
            .resideInAnyPackage(EXECUTORS, JOBS, WEBHOOKS)
            .or(resideInAPackage(CONTROL).and(not(resideInAPackage(CONTROL_BACKTESTS))))
            .or(resideInAPackage(DOMAIN).and(not(resideInAnyPackage(FAULTS, BACKTESTS))))
            .should()
            .dependOnClassesThat(resideInAPackage(FAULTS))
            .orShould()
            .accessField(Topics.class, "TWIN_LABELS");

    @ArchTest
    static final ArchRule nothingThatDecidesRunsBacktests = noClasses()
            .that()
            .resideInAnyPackage(EXECUTORS, JOBS, WEBHOOKS, "space.penumbra.control.stream..")
            .or(resideInAPackage(DOMAIN).and(not(resideInAPackage(BACKTESTS))))
            .should()
            .dependOnClassesThat(resideInAnyPackage(BACKTESTS, CONTROL_BACKTESTS));

    @ArchTest
    static final ArchRule historyIsTheOnlyOneThatKnowsTheStoresClient = noClasses()
            .that()
            .resideOutsideOfPackage("space.penumbra.jobs.history..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.influxdb.."));

    @ArchTest
    static final ArchRule noCyclesInDomain =
            slices().matching("space.penumbra.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCyclesInOrbit =
            slices().matching("space.penumbra.orbit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCyclesInJobs =
            slices().matching("space.penumbra.jobs.(*)..").should().beFreeOfCycles();
}
