import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.ArrayList;
import java.util.List;

/** When both carers of a double-up begin. */
@PlanningEntity
public class DoubleUp {
    static final int STEP = 300;

    List<Part> parts = new ArrayList<>();

    @PlanningVariable(valueRangeProviderRefs = "starts")
    Integer start;

    @ValueRangeProvider(id = "starts")
    public List<Integer> getStarts() {
        List<Integer> starts = new ArrayList<>();
        Part part = parts.get(0);
        for (int at = part.opens; at <= part.closes; at += STEP) {
            starts.add(at);
        }
        return starts;
    }
}
