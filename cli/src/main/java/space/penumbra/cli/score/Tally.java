package space.penumbra.cli.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was counted under one policy; several runs add up. Not thread-safe. */
final class Tally {

    double gpuHoursOffered;
    double gpuHoursLost;
    double weightedLost;
    double nodeHours;
    long moves;
    long rescues;
    long judged;
    long needless;
    long pingPong;
    long floorViolations;
    long planningFloorDips;
    long thermalTrips;
    long commandsIssued;
    long commandsCompleted;
    long commandsLost;
    long commandsDuplicated;
    long twoLiveCopies;
    long plans;
    double planMillis;
    double planMillisMax;
    /** How commands ended, by action and state. */
    final Map<String, Long> ends = new TreeMap<>();
    /** GPU-hours lost by what the workload did and where its node was. */
    final Map<String, Double> lostBy = new TreeMap<>();
    /** From the completion of each move that was wanted ahead of what it fled from to the begin of that. */
    final List<Double> slackSeconds = new ArrayList<>();
    /** Every move that counts. */
    final List<MoveStory> stories = new ArrayList<>();

    void add(Tally other) {
        gpuHoursOffered += other.gpuHoursOffered;
        gpuHoursLost += other.gpuHoursLost;
        weightedLost += other.weightedLost;
        nodeHours += other.nodeHours;
        moves += other.moves;
        rescues += other.rescues;
        judged += other.judged;
        needless += other.needless;
        pingPong += other.pingPong;
        floorViolations += other.floorViolations;
        planningFloorDips += other.planningFloorDips;
        thermalTrips += other.thermalTrips;
        commandsIssued += other.commandsIssued;
        commandsCompleted += other.commandsCompleted;
        commandsLost += other.commandsLost;
        commandsDuplicated += other.commandsDuplicated;
        twoLiveCopies += other.twoLiveCopies;
        plans += other.plans;
        planMillis += other.planMillis;
        planMillisMax = Math.max(planMillisMax, other.planMillisMax);
        other.ends.forEach((end, count) -> ends.merge(end, count, Long::sum));
        other.lostBy.forEach((state, hours) -> lostBy.merge(state, hours, Double::sum));
        slackSeconds.addAll(other.slackSeconds);
        stories.addAll(other.stories);
    }

    /** Whether every command had one effect and every workload one copy. */
    boolean invariantsHold() {
        return commandsLost == 0 && commandsDuplicated == 0 && twoLiveCopies == 0;
    }

    double lostPercent() {
        return percent(gpuHoursLost, gpuHoursOffered);
    }

    double beforeOnsetPercent() {
        return slackSeconds.isEmpty()
                ? Double.NaN
                : percent(slackSeconds.stream().filter(slack -> slack >= 0).count(), slackSeconds.size());
    }

    double slackPercentile(double percent) {
        if (slackSeconds.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(slackSeconds);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(percent / 100 * sorted.size())));
    }

    double floorViolationsPer1000NodeHours() {
        return floorViolations / nodeHours * 1000;
    }

    double needlessPercent() {
        return percent(needless, judged);
    }

    double pingPongPercent() {
        return percent(pingPong, moves);
    }

    static double percent(double part, double whole) {
        return whole == 0 ? Double.NaN : 100 * part / whole;
    }

    /** For machines; what cannot be told is null. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gpuHoursOffered", number(gpuHoursOffered));
        map.put("gpuHoursLost", number(gpuHoursLost));
        map.put("lostPercent", number(lostPercent()));
        map.put("gpuHoursLostBy", lostBy);
        map.put("weightedGpuHoursLost", number(weightedLost));
        map.put("nodeHours", number(nodeHours));
        map.put("moves", moves);
        map.put("movesPerNodeHour", number(moves / nodeHours));
        map.put("movesBeforeOnsetPercent", number(beforeOnsetPercent()));
        map.put("movesInsideTheHazard", rescues);
        map.put("slackP1Seconds", number(slackPercentile(1)));
        map.put("slackP50Seconds", number(slackPercentile(50)));
        map.put("floorViolationsPer1000NodeHours", number(floorViolationsPer1000NodeHours()));
        map.put("planningFloorDipsPer1000NodeHours", number(planningFloorDips / nodeHours * 1000));
        map.put("thermalTrips", thermalTrips);
        map.put("needlessPercent", number(needlessPercent()));
        map.put("pingPongPercent", number(pingPongPercent()));
        map.put("commandsIssued", commandsIssued);
        map.put("commandsCompleted", commandsCompleted);
        map.put("commandsLost", commandsLost);
        map.put("commandsDuplicated", commandsDuplicated);
        map.put("twoLiveCopies", twoLiveCopies);
        map.put("planCpuMillisMean", number(plans == 0 ? Double.NaN : planMillis / plans));
        map.put("planCpuMillisMax", number(plans == 0 ? Double.NaN : planMillisMax));
        map.put("commandEnds", ends);
        return map;
    }

    private static Double number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : Math.round(value * 1000) / 1000.0;
    }
}
