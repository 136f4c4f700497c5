package space.penumbra.control.view;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.alarm.EndpointReport;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.WorkloadChoice;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.elements.MeanElements;

/**
 * The fleet as people see it, in memory: the newest of everything that the topics say. It decides nothing. One thread puts,
 * any number read.
 */
public final class FleetView {

    private final Map<String, NodeSpec> specs = new ConcurrentHashMap<>();
    private final Map<String, NodeStatus> statuses = new ConcurrentHashMap<>();
    private final Map<String, NodeWear> wear = new ConcurrentHashMap<>();
    private final Map<String, HazardSchedule> hazards = new ConcurrentHashMap<>();
    private final Map<String, Workload> workloads = new ConcurrentHashMap<>();
    private final Map<String, AlarmDeskEntry> alarms = new ConcurrentHashMap<>();
    private final Map<String, LimitRule> rules = new ConcurrentHashMap<>();
    private final RuleLab lab = new RuleLab();
    private final IncidentDesk incidents = new IncidentDesk();
    private final OrbitView orbits = new OrbitView();
    private final CommandBook commands = new CommandBook();
    private final Map<String, WorkloadChoice> choices = new ConcurrentHashMap<>();
    private final ValueSums values = new ValueSums();
    private final AuditBook audit = new AuditBook();
    private final WeatherBook weather = new WeatherBook();
    private final DeliveryBook deliveries = new DeliveryBook();
    private final Map<String, EndpointReport> endpoints = new ConcurrentHashMap<>();
    private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Instant time = Instant.EPOCH;
    private volatile FleetClock clock = FleetClock.WALL;

    /** A view of nothing but the limits that hold until somebody sets others. */
    public FleetView() {
        DefaultRules.all().forEach(this::put);
    }

    /** Adds somebody who wants to hear of changes. */
    public void listen(FleetListener listener) {
        listeners.add(listener);
    }

    public void put(NodeSpec spec) {
        specs.put(spec.nodeId(), spec);
    }

    public void put(NodeStatus status) {
        statuses.put(status.nodeId(), status);
        if (status.time().isAfter(time)) {
            time = status.time();
        }
        listeners.forEach(listener -> listener.status(status.nodeId()));
    }

    public void put(NodeWear newer) {
        wear.put(newer.nodeId(), newer);
    }

    /** The health ledgers, in no order. */
    public Collection<NodeWear> wear() {
        return wear.values();
    }

    /** The health ledger of a node, once it was watched for long enough. */
    public Optional<NodeWear> wear(String nodeId) {
        return Optional.ofNullable(wear.get(nodeId));
    }

    public void put(HazardSchedule schedule) {
        hazards.put(schedule.nodeId(), schedule);
    }

    public void put(Workload workload) {
        workloads.put(workload.workloadId(), workload);
    }

    public void put(LimitRule rule) {
        rules.merge(rule.ruleId(), rule, (old, newer) -> newer.version() >= old.version() ? newer : old);
    }

    public void put(FleetClock newer) {
        clock = newer;
    }

    public void put(AlarmDeskEntry entry) {
        String key = entry.event().alarmKey();
        alarms.put(key, entry);
        Optional<String> left = incidents.incidentOf(key);
        incidents.hear(
                entry, place(entry.event().nodeId()), hazards.get(entry.event().nodeId()));
        Optional<String> joined = incidents.incidentOf(key);
        Stream.of(left, joined)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(id -> listeners.forEach(listener -> listener.incident(id)));
        listeners.forEach(listener -> listener.alarm(entry));
    }

    /** The orbital plane of a node as {@code shell/number}; empty for a host on the ground. */
    private String place(String nodeId) {
        NodeSpec spec = specs.get(nodeId);
        return spec == null || !spec.inOrbit() ? "" : spec.shell() + "/" + spec.plane();
    }

    public void put(MeanElements elements) {
        orbits.put(elements);
    }

    public void put(CommandEntry entry) {
        commands.put(entry);
        listeners.forEach(listener -> listener.command(entry));
    }

    public void put(DeliveryFailure letter) {
        deliveries.put(letter);
    }

    public void put(SpaceWeather word) {
        weather.put(word);
    }

    /** The newest word of each space-weather feed, by name. */
    public List<WeatherBook.Feed> weather() {
        return weather.feeds();
    }

    public void put(EndpointReport report) {
        endpoints.put(report.endpoint(), report);
    }

    /** What the webhooks last told of each endpoint, by name. */
    public List<EndpointReport> endpoints() {
        return endpoints.values().stream()
                .sorted(Comparator.comparing(EndpointReport::endpoint))
                .toList();
    }

    /** Webhook messages that wait to be sent again, oldest first. */
    public List<DeliveryFailure> undeliveredOldestFirst() {
        return deliveries.oldestFirst();
    }

    /** The message of this id that this endpoint did not take. */
    public Optional<DeliveryFailure> undelivered(String messageId, String endpoint) {
        return deliveries.find(messageId, endpoint);
    }

    public void put(WorkloadChoice choice) {
        choices.put(choice.workloadId(), choice);
    }

    public void put(ActionValue value) {
        values.put(value);
    }

    public void put(OperatorAction action) {
        Optional<OperatorAction> before = audit.hold();
        if (audit.put(action) && !before.equals(audit.hold())) {
            listeners.forEach(FleetListener::hold);
        }
    }

    /** Event time of the newest status; the epoch if there is none. */
    public Instant time() {
        return time;
    }

    public FleetClock clock() {
        return clock;
    }

    public Collection<NodeSpec> specs() {
        return specs.values();
    }

    public Optional<NodeSpec> spec(String nodeId) {
        return Optional.ofNullable(specs.get(nodeId));
    }

    public Collection<NodeStatus> statuses() {
        return statuses.values();
    }

    public Optional<NodeStatus> status(String nodeId) {
        return Optional.ofNullable(statuses.get(nodeId));
    }

    public Collection<HazardSchedule> schedules() {
        return hazards.values();
    }

    /** The node's hazard windows that are not over, in order of their begin. */
    public List<HazardWindow> hazards(String nodeId) {
        HazardSchedule schedule = hazards.get(nodeId);
        return schedule == null
                ? List.of()
                : schedule.windows().stream()
                        .filter(window -> window.end().isAfter(time))
                        .sorted(Comparator.comparing(HazardWindow::start))
                        .toList();
    }

    public Collection<Workload> workloads() {
        return workloads.values();
    }

    public Collection<AlarmDeskEntry> alarms() {
        return alarms.values();
    }

    public Optional<AlarmDeskEntry> alarm(String alarmKey) {
        return Optional.ofNullable(alarms.get(alarmKey));
    }

    public IncidentDesk incidents() {
        return incidents;
    }

    public OrbitView orbits() {
        return orbits;
    }

    /** The schedule of a node's hazards, if there is one. */
    public Optional<HazardSchedule> schedule(String nodeId) {
        return Optional.ofNullable(hazards.get(nodeId));
    }

    public Collection<LimitRule> rules() {
        return rules.values();
    }

    /** Versions of rules, and what those in shadow would have said. */
    public RuleLab lab() {
        return lab;
    }

    public Optional<LimitRule> rule(String ruleId) {
        return Optional.ofNullable(rules.get(ruleId));
    }

    public Optional<CommandEntry> command(String commandId) {
        return commands.find(commandId);
    }

    /** Commands, in no order: the live ones and the newest finished ones. */
    public Collection<CommandEntry> commands() {
        return commands.all();
    }

    /** The same, newest first. */
    public List<CommandEntry> commandsNewestFirst() {
        return commands.newestFirst();
    }

    /** Number of commands in each state, over all that were ever seen. */
    public Map<String, Integer> commandsByState() {
        return commands.byState();
    }

    /** Number of commands that ever left the gate. */
    public long commandsIssued() {
        return commands.issued();
    }

    /** Weighted GPU-hours that completed commands saved, by their plans. */
    public double savedGpuHours() {
        return commands.savedGpuHours();
    }

    public Optional<Workload> workload(String workloadId) {
        return Optional.ofNullable(workloads.get(workloadId));
    }

    /** What the newest plan chose for a workload, if a hazard ever threatened it. */
    public Optional<WorkloadChoice> choice(String workloadId) {
        return Optional.ofNullable(choices.get(workloadId));
    }

    /** What an action was worth, once its hazard is over. */
    public Optional<ActionValue> value(String commandId) {
        return values.find(commandId);
    }

    /** What actions were worth, by the day (UTC) on which their hazards were over, newest first. */
    public List<ValueSums.Day> valueByDay() {
        return values.byDay();
    }

    public Optional<OperatorAction> action(String actionId) {
        return audit.find(actionId);
    }

    /** What people did with one alarm, incident, command or rule, newest first. */
    public List<OperatorAction> actionsOn(String subject) {
        return audit.newestFirst().stream()
                .filter(action -> action.subject().equals(subject))
                .toList();
    }

    public List<OperatorAction> auditNewestFirst() {
        return audit.newestFirst();
    }

    /** The HOLD in force, if any. */
    public Optional<OperatorAction> hold() {
        return audit.hold();
    }
}
