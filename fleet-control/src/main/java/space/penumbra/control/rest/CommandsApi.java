package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.control.show.CommandView;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandLifeCycle;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.operator.OperatorVerb;

/** The command ledger and what people may do with it. */
final class CommandsApi {

    private final FleetView view;
    private final Operators operators;

    CommandsApi(FleetView view, Operators operators) {
        this.view = view;
        this.operators = operators;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/commands", this::commands),
                Route.get("/api/commands/{id}", this::command),
                Route.post("/api/commands/{id}/approve", context -> operate(context, OperatorVerb.APPROVE)),
                Route.post("/api/commands/{id}/reject", context -> operate(context, OperatorVerb.REJECT)),
                Route.post("/api/commands/{id}/cancel", context -> operate(context, OperatorVerb.CANCEL)));
    }

    private void commands(Context context) {
        Set<CommandState> states = Query.constants(context, "state", CommandState.class);
        Optional<String> workload = Query.text(context, "workload");
        Optional<String> live = Query.text(context, "live");
        List<CommandEntry> found = view.commandsNewestFirst().stream()
                .filter(entry -> states.isEmpty() || states.contains(entry.state()))
                .filter(entry -> workload.isEmpty()
                        || workload.get().equals(entry.proposal().workloadId()))
                .filter(entry -> live.isEmpty()
                        || Boolean.parseBoolean(live.get()) != entry.state().terminal())
                .toList();
        ApiServer.json(context, Query.page(context, found, 100, CommandView::of));
    }

    /** With what it was worth, once that is known. */
    private void command(Context context) {
        CommandEntry entry = known(context);
        ApiServer.json(
                context, CommandView.of(entry, view.value(entry.commandId()).orElse(null)));
    }

    private CommandEntry known(Context context) {
        String id = context.pathParam("id");
        return view.command(id).orElseThrow(() -> ApiError.notFound("No command '" + id + "' is known"));
    }

    private void operate(Context context, OperatorVerb verb) {
        CommandEntry entry = known(context);
        ApiServer.mutate(context, operators, body -> {
            boolean possible = verb == OperatorVerb.CANCEL
                    ? CommandLifeCycle.allows(entry.state(), CommandState.CANCELLED)
                    : entry.state() == CommandState.AWAITING_APPROVAL;
            if (!possible) {
                throw ApiError.conflict("The command is " + entry.state() + ": it cannot be "
                        + (verb == OperatorVerb.CANCEL ? "cancelled any more" : "approved or rejected"));
            }
            if (verb == OperatorVerb.APPROVE
                    && entry.approvals()
                            .contains(Operators.text(body, "operator").strip())) {
                throw ApiError.conflict("You approved it already: now somebody else must");
            }
            return operators.take(
                    verb, entry.commandId(), body, Map.of("state", entry.state().name()));
        });
    }
}
