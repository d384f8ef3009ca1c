import ai.timefold.solver.core.impl.domain.variable.ListVariableStateSupply;
import ai.timefold.solver.core.impl.domain.variable.descriptor.ListVariableDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One move at random. */
final class Draw {
    private static final int NEAR_S = 5_400;
    private static final int TRIES = 8;

    private final Rota rota;
    private final ListVariableDescriptor<Rota> rounds;
    private final ListVariableStateSupply<Rota> places;
    private final Random random;

    Draw(
            Rota rota,
            ListVariableDescriptor<Rota> rounds,
            ListVariableStateSupply<Rota> places,
            Random random) {
        this.rota = rota;
        this.rounds = rounds;
        this.places = places;
        this.random = random;
    }

    Rewrite move() {
        Rewrite move = new Rewrite(rota, rounds);
        int kind = random.nextInt(100);
        if (kind < 40) {
            relocate(move);
        } else if (kind < 65) {
            exchange(move);
        } else if (kind < 85) {
            crossOver(move);
        } else if (kind < 93) {
            handOver(move);
        } else {
            placeTogether(move);
        }
        return move;
    }

    /** One part to another spell, or to another place in its own. */
    private void relocate(Rewrite move) {
        Part part = random.nextInt(TRIES) == 0 ? fromTray() : any(rota.parts);
        Spell to = random.nextBoolean() ? familiar(part) : anySpell(part);
        Spell from = spellOf(part);
        if (to == null) {
            return;
        }
        if (from != null) {
            move.draft(from).remove(part);
        }
        insert(move, to, part);
    }

    /**
     * Two parts of about the same time change places; where one was on the tray, the other may
     * find a third place.
     */
    private void exchange(Rewrite move) {
        Part one = random.nextInt(TRIES) == 0 ? fromTray() : any(rota.parts);
        Part other = any(rota.parts);
        for (int left = TRIES; left > 0 && !near(one, other); left--) {
            other = any(rota.parts);
        }
        Spell from = spellOf(one);
        Spell to = spellOf(other);
        Spell next = from == null && random.nextBoolean() ? anySpell(other) : from;
        if (from == to || next == to || !allowed(one, to) || !allowed(other, next)) {
            return;
        }
        if (from != null) {
            move.draft(from).remove(one);
        }
        if (to != null) {
            move.draft(to).remove(other);
            insert(move, to, one);
        }
        if (next != null) {
            insert(move, next, other);
        }
    }

    /** Two spells change what they do from one moment to another, or to the end. */
    private void crossOver(Rewrite move) {
        Spell one = any(rota.spells);
        Spell other = any(rota.spells);
        if (one == other || one.begins >= other.ends || other.begins >= one.ends) {
            return;
        }
        int begin = Math.max(one.begins, other.begins);
        int end = Math.min(one.ends, other.ends);
        int from = begin + random.nextInt(end - begin);
        int to = random.nextBoolean() ? end : from + random.nextInt(end - from);
        List<Part> mine = between(move, one, from, to);
        List<Part> yours = between(move, other, from, to);
        if (!allAllowed(mine, other) || !allAllowed(yours, one)) {
            return;
        }
        splice(move, one, mine, yours, from);
        splice(move, other, yours, mine, from);
    }

    /** All that one carer does for a client goes to another. */
    private void handOver(Rewrite move) {
        Part part = any(rota.parts);
        Spell from = spellOf(part);
        Spell to = anySpell(part);
        if (from == null || to == null || from.carer == to.carer) {
            return;
        }
        for (Spell spell : rota.spells) {
            if (spell.carer != from.carer) {
                continue;
            }
            for (Part stop : spell.stops) {
                Spell next = stop.client == part.client ? spellFor(stop, to.carer) : null;
                if (next != null) {
                    move.draft(spell).remove(stop);
                    insert(move, next, stop);
                }
            }
        }
    }

    /** A double-up gets a start, and where it must, two carers, at once. */
    private void placeTogether(Rewrite move) {
        if (rota.doubleUps.isEmpty()) {
            return;
        }
        DoubleUp pair = any(rota.doubleUps);
        move.begin(pair, random.nextInt(3) == 0 ? pair.start : any(pair.getStarts()));
        for (Part part : pair.parts) {
            Spell from = spellOf(part);
            Spell to = from != null && random.nextBoolean() ? from : anySpell(part);
            if (to == null) {
                return;
            }
            if (from != null) {
                move.draft(from).remove(part);
            }
            insert(move, to, part);
        }
    }

    private void insert(Rewrite move, Spell spell, Part part) {
        List<Part> draft = move.draft(spell);
        int about = move.about(part);
        int row = 0;
        while (row < draft.size() && move.about(draft.get(row)) <= about) {
            row++;
        }
        int jitter = random.nextInt(6);
        if (jitter == 0 && row > 0) {
            row--;
        } else if (jitter == 1 && row < draft.size()) {
            row++;
        }
        draft.add(row, part);
        boolean late = row > 0 && !reaches(move, draft.get(row - 1), part)
                || row + 1 < draft.size() && !reaches(move, part, draft.get(row + 1));
        if (late) {
            move.giveUp();
        }
    }

    private boolean reaches(Rewrite move, Part one, Part other) {
        int leg = rota.legs[one.place][other.place];
        return move.earliest(one) + one.lasts + leg <= move.latest(other);
    }

    private List<Part> between(Rewrite move, Spell spell, int from, int to) {
        List<Part> found = new ArrayList<>();
        for (Part part : spell.stops) {
            int about = move.about(part);
            if (from <= about && about < to) {
                found.add(part);
            }
        }
        return found;
    }

    private void splice(Rewrite move, Spell spell, List<Part> out, List<Part> in, int from) {
        List<Part> draft = move.draft(spell);
        int row = 0;
        while (row < draft.size() && move.about(draft.get(row)) < from) {
            row++;
        }
        draft.addAll(row, in);
        draft.removeAll(out);
    }

    private boolean near(Part one, Part other) {
        return one != other && Math.abs(one.preferred - other.preferred) <= NEAR_S;
    }

    private static boolean allowed(Part part, Spell spell) {
        return spell == null || part.allowed[spell.row];
    }

    private static boolean allAllowed(List<Part> parts, Spell spell) {
        for (Part part : parts) {
            if (!part.allowed[spell.row]) {
                return false;
            }
        }
        return true;
    }

    /** A part nobody makes, where there is one. */
    private Part fromTray() {
        int count = rota.parts.size();
        int row = random.nextInt(count);
        for (int left = places.getUnassignedCount() > 0 ? count : 0; left > 0; left--) {
            if (!places.isAssigned(rota.parts.get(row))) {
                return rota.parts.get(row);
            }
            row = (row + 1) % count;
        }
        return rota.parts.get(row);
    }

    /** A spell of a carer who makes another of the client's visits, else any. */
    private Spell familiar(Part part) {
        for (int left = TRIES; left > 0; left--) {
            Part other = any(rota.parts);
            Spell spell = other.client == part.client ? spellOf(other) : null;
            Spell to = spell == null ? null : spellFor(part, spell.carer);
            if (to != null) {
                return to;
            }
        }
        return anySpell(part);
    }

    private Spell spellFor(Part part, int carer) {
        for (Spell spell : rota.spells) {
            if (spell.carer == carer && part.allowed[spell.row]) {
                return spell;
            }
        }
        return null;
    }

    private Spell anySpell(Part part) {
        for (int left = TRIES; left > 0; left--) {
            Spell spell = any(rota.spells);
            if (part.allowed[spell.row]) {
                return spell;
            }
        }
        return null;
    }

    private Spell spellOf(Part part) {
        return (Spell) places.getInverseSingleton(part);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
