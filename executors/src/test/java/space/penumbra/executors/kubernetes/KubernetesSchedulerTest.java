package space.penumbra.executors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.executors.Commands.at;
import static space.penumbra.executors.Commands.command;
import static space.penumbra.executors.Commands.move;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.executors.Step;

/** Against fabric8's mock server. The test plays the kubelet and the controllers: it deletes and makes pods. */
@EnableKubernetesMockClient(crud = true)
class KubernetesSchedulerTest {

    private static final String EVICTION = "/api/v1/namespaces/ml/pods/w1-0/eviction";

    KubernetesMockServer server;
    KubernetesClient client;
    private KubernetesScheduler scheduler;
    private final Command move = move("c1");

    @BeforeEach
    void cluster() {
        scheduler = new KubernetesScheduler(new KubernetesClientBuilder()
                .withConfig(KubernetesScheduler.asking(client.getConfiguration()))
                .build());
        node("n1", false);
        node("n2", false);
        node("n3", false);
        pod("w1-0", "n1", Map.of(), true);
    }

    @Test
    void movesAWorkloadAndOpensTheSourceAgain() {
        assertThat(stage(null)).isEqualTo(CommandStage.ACCEPTED);
        assertThat(closed("n1")).isFalse();
        assertThat(stage(CommandStage.ACCEPTED)).isEqualTo(CommandStage.CHECKPOINTED);
        assertThat(closed("n1")).isTrue();
        assertThat(hosts()).containsExactly("n2");

        eviction(201);
        assertThat(stage(CommandStage.CHECKPOINTED)).isNull();
        delete("w1-0");
        assertThat(stage(CommandStage.CHECKPOINTED)).isEqualTo(CommandStage.TRANSFERRED);
        assertThat(stage(CommandStage.TRANSFERRED)).isNull();
        pod("w1-1", "n2", Map.of(), false);
        assertThat(stage(CommandStage.TRANSFERRED)).isEqualTo(CommandStage.RESTORED);
        assertThat(stage(CommandStage.RESTORED)).isNull(); // runs, and is not ready
        assertThat(closed("n1")).isTrue();
        delete("w1-1");
        pod("w1-1", "n2", Map.of(), true);
        Step done = scheduler.advance(move, CommandStage.RESTORED, at(200));
        assertThat(done.stage()).isEqualTo(CommandStage.VERIFIED);
        assertThat(done.moved()).isTrue();
        assertThat(closed("n1")).isFalse();
        assertThat(client.nodes().withName("n1").get().getMetadata().getAnnotations())
                .isNullOrEmpty();
    }

    @Test
    void aNodeThatSomebodyElseCordonedStaysCordoned() {
        client.nodes().withName("n1").delete();
        node("n1", true);
        stage(CommandStage.ACCEPTED);
        scheduler.withdraw(move, CommandStage.CHECKPOINTED, at(110));
        assertThat(closed("n1")).isTrue();
    }

    @Test
    void theSourceOpensOnlyWhenTheLastCommandThatNeedsItIsOver() {
        Cordon cordon = new Cordon(client);
        cordon.close("n1", "c1", 1);
        cordon.close("n1", "c2", 3);
        cordon.close("n1", "c2", 9); // repeated: the first count stands
        assertThat(cordon.pods("n1", "c2")).isEqualTo(3);
        cordon.open("n1", "c1");
        assertThat(closed("n1")).isTrue();
        cordon.open("n1", "c2");
        assertThat(closed("n1")).isFalse();
        cordon.open("n1", "c2");
        assertThat(closed("n1")).isFalse();
    }

    @Test
    void aDisruptionBudgetIsAskedAgainUntilTheLatestStartAndThenEverythingIsUndone() {
        stage(CommandStage.ACCEPTED);
        eviction(429);
        Step held = scheduler.advance(move, CommandStage.CHECKPOINTED, at(700));
        assertThat(held.stage()).isNull();
        assertThat(held.detail()).contains("disruption budget holds 1 pods");
        Step over = scheduler.advance(move, CommandStage.CHECKPOINTED, at(801));
        assertThat(over.stage()).isEqualTo(CommandStage.FAILED);
        assertThat(over.detail()).contains("disruption budget", "the work goes on");
        assertThat(closed("n1")).isFalse();
        assertThat(hosts()).containsExactly("n1");
        assertThat(client.pods().inNamespace("ml").withName("w1-0").get()).isNotNull();
    }

    @Test
    void refusesWhatIsNotWhereItWasThoughtOrCannotGoThere() {
        assertThat(reject(command("a", "nobody", ActionKind.MIGRATE, "n2", 1, 5, false)))
                .contains("on no node");
        assertThat(reject(command("b", "w1", ActionKind.MIGRATE, "n9", 1, 5, false)))
                .contains("unknown target n9");
        node("n4", true);
        assertThat(reject(command("c", "w1", ActionKind.MIGRATE, "n4", 1, 5, false)))
                .contains("cordoned");
        assertThat(reject(command("d", "w1", ActionKind.POWER_CAP, "", 1, 5, false)))
                .contains("no POWER_CAP");
        assertThat(reject(command("e", "w1", ActionKind.CHECKPOINT, "", 1, 5, false)))
                .contains("no checkpoint hook");
        assertThat(reject(command("f", "w1", ActionKind.PAUSE, "", 1, 5, false)))
                .contains("carries the workload's label");
    }

    private String reject(Command command) {
        Step step = scheduler.advance(command, null, at(60));
        assertThat(step.stage()).isEqualTo(CommandStage.REJECTED);
        return step.detail();
    }

    @Test
    void aReplacementThatCameUpElsewhereIsAFailureThatSaysWhere() {
        stage(CommandStage.ACCEPTED);
        delete("w1-0");
        pod("w1-1", "n3", Map.of(), true);
        Step astray = scheduler.advance(move, CommandStage.TRANSFERRED, at(200));
        assertThat(astray.stage()).isEqualTo(CommandStage.FAILED);
        assertThat(astray.nodeId()).isEqualTo("n3");
        assertThat(astray.moved()).isTrue();
        assertThat(closed("n1")).isFalse();
    }

    @Test
    void aWithdrawalGivesTheWorkBackUntilItRunsAtTheTarget() {
        stage(CommandStage.ACCEPTED);
        delete("w1-0");
        Step back = scheduler.withdraw(move, CommandStage.TRANSFERRED, at(200));
        assertThat(back.stage()).isEqualTo(CommandStage.CANCELLED);
        assertThat(hosts()).containsExactly("n1");
        assertThat(closed("n1")).isFalse();

        pod("w1-1", "n2", Map.of(), true);
        assertThat(scheduler.withdraw(move, CommandStage.TRANSFERRED, at(200)).stage())
                .isEqualTo(CommandStage.TRANSFERRED);
    }

    @Test
    void everyStepRepeatedAfterACrashChangesNothingMore() {
        stage(CommandStage.ACCEPTED);
        Node after = client.nodes().withName("n1").get();
        new KubernetesScheduler(client).advance(move, CommandStage.ACCEPTED, at(101));
        assertThat(client.nodes().withName("n1").get().getSpec()).isEqualTo(after.getSpec());
        assertThat(client.nodes().withName("n1").get().getMetadata().getAnnotations())
                .isEqualTo(after.getMetadata().getAnnotations());
        assertThat(hosts()).containsExactly("n2");
    }

    @Test
    void aHookOfThePodSavesTheStateOnceForEachCommand() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger status = new AtomicInteger(202);
        HttpServer agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/save", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        agent.start();
        try {
            delete("w1-0");
            String where = ":" + agent.getAddress().getPort() + "/save";
            pod("w1-0", "n1", Map.of(Names.CHECKPOINT_HTTP, where), true);
            Command save = command("s", "w1", ActionKind.CHECKPOINT, "", 1, 5, false);
            assertThat(scheduler.advance(save, null, at(60)).stage()).isEqualTo(CommandStage.ACCEPTED);
            assertThat(scheduler.advance(save, CommandStage.ACCEPTED, at(100)).stage())
                    .isNull();
            status.set(200);
            assertThat(scheduler.advance(save, CommandStage.ACCEPTED, at(101)).stage())
                    .isEqualTo(CommandStage.CHECKPOINTED);
            assertThat(scheduler.advance(save, CommandStage.ACCEPTED, at(102)).stage())
                    .isEqualTo(CommandStage.CHECKPOINTED);
            assertThat(calls).hasValue(2);
            status.set(500);
            Step failed = scheduler.advance(move, CommandStage.ACCEPTED, at(103));
            assertThat(failed.stage()).isEqualTo(CommandStage.FAILED);
            assertThat(closed("n1")).isFalse();
        } finally {
            agent.stop(0);
        }
    }

    @Test
    void aHookCannotNameAnotherMachine() {
        delete("w1-0");
        pod("w1-0", "n1", Map.of(Names.CHECKPOINT_HTTP, "@elsewhere.example/save"), true);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> stage(CommandStage.ACCEPTED)))
                .hasMessageContaining("must be :port/path");
    }

    @Test
    void pausesAndResumesWhatMakesThePods() {
        client.apps()
                .statefulSets()
                .inNamespace("ml")
                .resource(new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName("w1")
                        .withNamespace("ml")
                        .addToLabels(Names.WORKLOAD, "w1")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(3)
                        .endSpec()
                        .build())
                .create();
        Command pause = command("p", "w1", ActionKind.PAUSE, "", 1, 5, false);
        assertThat(scheduler.advance(pause, null, at(60)).stage()).isEqualTo(CommandStage.ACCEPTED);
        assertThat(scheduler.advance(pause, CommandStage.CHECKPOINTED, at(100)).stage())
                .isNull();
        assertThat(replicas()).isZero();
        delete("w1-0");
        assertThat(scheduler.advance(pause, CommandStage.CHECKPOINTED, at(101)).stage())
                .isEqualTo(CommandStage.VERIFIED);

        Command resume = command("r", "w1", ActionKind.RESUME, "", 1, 5, false);
        assertThat(scheduler.advance(resume, null, at(110)).stage()).isEqualTo(CommandStage.ACCEPTED);
        assertThat(scheduler.advance(resume, CommandStage.ACCEPTED, at(111)).stage())
                .isNull();
        assertThat(replicas()).isEqualTo(3);
        pod("w1-0", "n1", Map.of(), true);
        assertThat(scheduler.advance(resume, CommandStage.ACCEPTED, at(112)).stage())
                .isEqualTo(CommandStage.VERIFIED);
    }

    private int replicas() {
        return client.apps()
                .statefulSets()
                .inNamespace("ml")
                .withName("w1")
                .get()
                .getSpec()
                .getReplicas();
    }

    private CommandStage stage(CommandStage reached) {
        return scheduler.advance(move, reached, at(100)).stage();
    }

    private void eviction(int status) {
        server.expect()
                .post()
                .withPath(EVICTION)
                .andReturn(status, new StatusBuilder().withCode(status).build())
                .always();
    }

    private boolean closed(String name) {
        return Boolean.TRUE.equals(client.nodes().withName(name).get().getSpec().getUnschedulable());
    }

    private List<String> hosts() {
        return client.nodes().withLabel(Names.HOST + "w1").list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .toList();
    }

    private void node(String name, boolean cordoned) {
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withUnschedulable(cordoned ? Boolean.TRUE : null)
                        .endSpec()
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
    }

    private void pod(String name, String node, Map<String, String> annotations, boolean ready) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("ml")
                .addToLabels(Names.WORKLOAD, "w1")
                .addToAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("main")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP("127.0.0.1")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
        client.pods().inNamespace("ml").resource(pod).create();
    }

    private void delete(String name) {
        client.pods().inNamespace("ml").withName(name).delete();
    }
}
