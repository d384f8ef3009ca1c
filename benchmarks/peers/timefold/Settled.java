/** A round as it was settled once, so that undoing a move costs nothing. */
final class Settled {
    private final Spell spell;
    final Part[] parts;
    final int[] starts;
    final long law;
    final long deviation;
    final long travel;
    final long elapsed;
    long tightDeviation;
    long tightElapsed = -1;

    Settled(Rota rota, Spell spell, Timing timing) {
        this.spell = spell;
        parts = spell.stops.toArray(new Part[0]);
        starts = new int[parts.length];
        for (int row = 0; row < parts.length; row++) {
            starts[row] = parts[row].earliest(rota);
        }
        timing.settle(spell, false);
        law = timing.law;
        deviation = timing.deviation;
        travel = timing.travel;
        elapsed = timing.elapsed;
    }

    /** Settle the same round in as few hours as pay, where that was not done yet. */
    void tighten(Timing timing) {
        if (tightElapsed < 0) {
            timing.settle(spell, true);
            tightDeviation = timing.deviation;
            tightElapsed = timing.elapsed;
        }
    }

    boolean holds(Spell spell, Rota rota) {
        int count = parts.length;
        if (spell.stops.size() != count) {
            return false;
        }
        for (int row = 0; row < count; row++) {
            Part part = spell.stops.get(row);
            if (part != parts[row] || part.earliest(rota) != starts[row]) {
                return false;
            }
        }
        return true;
    }
}
