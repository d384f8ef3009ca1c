import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore; // codespell:ignore buildin
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import java.util.ArrayList;
import java.util.List;

/** The set's objective in half seconds, kept up to date round by round. */
public class Cost implements IncrementalScoreCalculator<Rota, HardSoftLongScore> {
    private static final long UNABLE = 86_400;

    private Rota rota;
    private Timing timing;
    private Settled[][] known;
    private Settled[] made;
    private boolean[] stale;
    private int[] waiting;
    private int waitingCount;
    private Spell[] spellOf;
    private List<List<Spell>> spellsOf;
    private long[] worked;
    private long[] deviated;
    private long[] hoursPrice;
    private long[] hoursLaw;
    private int[][] seen;
    private int[] faces;
    private long law;
    private long soft;

    @Override
    public void resetWorkingSolution(Rota rota) {
        this.rota = rota;
        timing = new Timing(rota);
        int spells = rota.spells.size();
        made = new Settled[spells];
        known = new Settled[spells][2];
        stale = new boolean[spells];
        waiting = new int[spells];
        waitingCount = 0;
        spellOf = new Spell[rota.parts.size()];
        int carers = rota.contract.length;
        worked = new long[carers];
        deviated = new long[carers];
        hoursPrice = new long[carers];
        hoursLaw = new long[carers];
        spellsOf = new ArrayList<>();
        for (int carer = 0; carer < carers; carer++) {
            spellsOf.add(new ArrayList<>());
        }
        rota.spells.forEach(spell -> spellsOf.get(spell.carer).add(spell));
        seen = new int[rota.elsewhere.length][rota.contract.length];
        faces = new int[rota.elsewhere.length];
        law = 0;
        soft = 0;
        for (int client = 0; client < faces.length; client++) {
            for (int carer = 0; carer < rota.contract.length; carer++) {
                if (rota.elsewhere[client][carer]) {
                    meet(client, carer, 1);
                }
            }
        }
        for (Part part : rota.parts) {
            soft += part.leftOut;
        }
        for (DoubleUp doubleUp : rota.doubleUps) {
            soft += deviation(doubleUp);
        }
        for (Spell spell : rota.spells) {
            mark(spell);
        }
    }

    @Override
    public void beforeListVariableChanged(Object entity, String name, int from, int to) {
        mark((Spell) entity);
    }

    @Override
    public void beforeVariableChanged(Object entity, String name) {
        DoubleUp doubleUp = (DoubleUp) entity;
        soft -= deviation(doubleUp);
        for (Part part : doubleUp.parts) {
            if (spellOf[part.row] != null) {
                mark(spellOf[part.row]);
            }
        }
    }

    @Override
    public void afterVariableChanged(Object entity, String name) {
        soft += deviation((DoubleUp) entity);
    }

    @Override
    public HardSoftLongScore calculateScore() {
        for (int row = 0; row < waitingCount; row++) {
            take(rota.spells.get(waiting[row]));
        }
        for (int row = 0; row < waitingCount; row++) {
            put(rota.spells.get(waiting[row]));
            stale[waiting[row]] = false;
        }
        for (int row = 0; row < waitingCount; row++) {
            price(rota.spells.get(waiting[row]).carer);
        }
        waitingCount = 0;
        return HardSoftLongScore.of(-law, -soft);
    }

    private void mark(Spell spell) {
        if (!stale[spell.row]) {
            stale[spell.row] = true;
            waiting[waitingCount++] = spell.row;
        }
    }

    private long deviation(DoubleUp doubleUp) {
        int off = Math.abs(doubleUp.start - doubleUp.parts.get(0).preferred);
        return rota.deviation * Math.max(0, off - rota.grace);
    }

    /** Forget what a round cost when it was last put. */
    private void take(Spell spell) {
        Settled round = made[spell.row];
        if (round == null) {
            return;
        }
        for (Part part : round.parts) {
            spellOf[part.row] = null;
            meet(part.client, spell.carer, -1);
            soft += part.leftOut + alone(part);
            law -= part.allowed[spell.row] ? 0 : UNABLE;
        }
        account(spell, round, -1);
    }

    private void put(Spell spell) {
        Settled round = settled(spell);
        made[spell.row] = round;
        for (Part part : round.parts) {
            soft -= part.leftOut + alone(part);
            law += part.allowed[spell.row] ? 0 : UNABLE;
            spellOf[part.row] = spell;
            meet(part.client, spell.carer, 1);
        }
        account(spell, round, 1);
    }

    /** One of the two rounds this spell was last put with, or a new one. */
    private Settled settled(Spell spell) {
        Settled[] last = known[spell.row];
        if (last[0] != null && last[0].holds(spell, rota)) {
            return last[0];
        }
        Settled other = last[1];
        last[1] = last[0];
        last[0] = other != null && other.holds(spell, rota) ? other : new Settled(rota, spell, timing);
        return last[0];
    }

    /**
     * A double-up made by one of two carers costs three quarters of one left out, not all as in
     * the objective: a step on the way, without which the search misses more of them.
     */
    private long alone(Part part) {
        if (part.other == null) {
            return 0;
        }
        return spellOf[part.other.row] == null ? -part.leftOut / 2 : part.leftOut / 2;
    }

    private void meet(int client, int carer, int change) {
        soft -= rota.face * Math.max(0, faces[client] - 1);
        int before = seen[client][carer];
        seen[client][carer] = before + change;
        if (before == 0) {
            faces[client]++;
        } else if (before + change == 0) {
            faces[client]--;
        }
        soft += rota.face * Math.max(0, faces[client] - 1);
    }

    /** Law and travel of a round, added or taken off; its carer's hours are to be priced anew. */
    private void account(Spell spell, Settled round, int sign) {
        law += sign * round.law;
        soft += sign * rota.travel * round.travel;
        worked[spell.carer] += sign * round.elapsed;
        deviated[spell.carer] += sign * round.deviation;
    }

    /** Price a carer's hours and deviation together: above contract, fewer hours may be worth it. */
    private void price(int carer) {
        soft -= hoursPrice[carer];
        law -= hoursLaw[carer];
        long spent = worked[carer];
        long price = deviated[carer];
        if (spent > rota.contract[carer]) {
            price += rota.above * (spent - rota.contract[carer]);
            long tightSpent = 0;
            long tightPrice = 0;
            for (Spell spell : spellsOf.get(carer)) {
                Settled round = made[spell.row];
                round.tighten(timing);
                tightSpent += round.tightElapsed;
                tightPrice += round.tightDeviation;
            }
            tightPrice += rota.above * Math.max(0, tightSpent - rota.contract[carer]);
            if (tightPrice < price || spent > rota.most[carer]) {
                price = tightPrice;
                spent = tightSpent;
            }
        }
        hoursPrice[carer] = price;
        hoursLaw[carer] = Math.max(0, spent - rota.most[carer]);
        soft += hoursPrice[carer];
        law += hoursLaw[carer];
    }

    @Override public void beforeEntityAdded(Object entity) { }
    @Override public void afterEntityAdded(Object entity) { }
    @Override public void beforeEntityRemoved(Object entity) { }
    @Override public void afterEntityRemoved(Object entity) { }
    @Override public void afterListVariableChanged(Object entity, String name, int from, int to) { }
    @Override public void beforeListVariableElementAssigned(String name, Object element) { }
    @Override public void afterListVariableElementAssigned(String name, Object element) { }
    @Override public void beforeListVariableElementUnassigned(String name, Object element) { }
    @Override public void afterListVariableElementUnassigned(String name, Object element) { }
}
