import java.util.List;

/**
 * The best starts of one round, exactly, and what they cost.
 *
 * <p>Each start has a convex price around the preferred one and each must wait for the one before.
 * Counted from the first stop without waiting, that is isotonic regression, solved by keeping the
 * break points at which the price of "all stops so far, the last not after y" still falls
 * (the slope trick). A second outside a window costs LAW, so that the price also says how far a
 * round is from legal.
 */
final class Timing {
    static final long LAW = 1_000_000_000L;

    private final Rota rota;
    private long[] at = new long[64];
    private long[] weight = new long[64];
    private int points;
    private int[] starts = new int[32];
    private long[] least = new long[32];
    private long[] without = new long[32];

    /** Half seconds, plus LAW for each second against windows and shift. */
    private long price;
    /** Seconds against windows and shift. */
    long law;
    /** Half seconds of deviation. */
    long deviation;
    /** Seconds on the road. */
    long travel;
    /** Seconds from leaving home to coming back. */
    long elapsed;

    Timing(Rota rota) {
        this.rota = rota;
    }

    /**
     * Settle a round.
     *
     * @param tight whether a second of the spell costs what one above contract does
     */
    void settle(Spell spell, boolean tight) {
        price = 0;
        law = 0;
        deviation = 0;
        travel = 0;
        elapsed = 0;
        List<Part> stops = spell.stops;
        int count = stops.size();
        if (count == 0) {
            return;
        }
        makeRoom(count);
        points = 0;
        int place = spell.home;
        long along = 0;
        for (int row = 0; row < count; row++) {
            Part part = stops.get(row);
            int leg = rota.legs[place][part.place];
            travel += leg;
            along = row == 0 ? 0 : along + stops.get(row - 1).lasts + leg;
            without[row] = along;
            addStop(spell, part, row == 0, row == count - 1, along);
            if (tight && row == 0) {
                falling(part.latest(rota) - along, rota.above);
            }
            if (tight && row == count - 1) {
                rising(part.earliest(rota) - along, rota.above);
            }
            least[row] = at[points - 1];
            place = part.place;
        }
        travel += rota.legs[place][spell.home];
        readStarts(stops, count);
        Part first = stops.get(0);
        Part last = stops.get(count - 1);
        long leaves = starts[0] - rota.legs[spell.home][first.place];
        elapsed = starts[count - 1] + last.lasts + rota.legs[place][spell.home] - leaves;
        law = price / LAW;
        deviation = 0;
        for (int row = 0; row < count; row++) {
            int off = Math.abs(starts[row] - stops.get(row).preferred) - rota.grace;
            deviation += off > 0 ? rate(stops.get(row)) * off : 0;
        }
    }

    /** A double-up's deviation is charged once, with its start; here it is only kept. */
    private long rate(Part part) {
        return part.pair < 0 ? rota.deviation : 0;
    }

    private void addStop(Spell spell, Part part, boolean first, boolean last, long along) {
        int opens = part.earliest(rota);
        int closes = part.latest(rota);
        if (first) {
            opens = Math.max(opens, spell.begins + rota.legs[spell.home][part.place]);
        }
        if (last) {
            closes = Math.min(closes, spell.ends - part.lasts - rota.legs[part.place][spell.home]);
        }
        long rate = rate(part);
        falling(opens - along, LAW);
        falling(part.preferred - rota.grace - along, rate);
        rising(closes - along, LAW);
        rising(part.preferred + rota.grace - along, rate);
    }

    /** Add rate * max(0, point - y). */
    private void falling(long point, long rate) {
        if (rate == 0) {
            return;
        }
        int row = points++;
        while (row > 0 && at[row - 1] > point) {
            at[row] = at[row - 1];
            weight[row] = weight[row - 1];
            row--;
        }
        at[row] = point;
        weight[row] = rate;
    }

    /** Add rate * max(0, y - point), then allow the next stop to come later for nothing. */
    private void rising(long point, long rate) {
        falling(point, rate);
        long left = rate;
        while (left > 0) {
            int top = points - 1;
            long taken = Math.min(left, weight[top]);
            price += taken * (at[top] - point);
            weight[top] -= taken;
            left -= taken;
            if (weight[top] == 0) {
                points--;
            }
        }
    }

    /** Earliest best starts from the back; then each as late as costs nothing, so spells shrink. */
    private void readStarts(List<Part> stops, int count) {
        for (int row = count - 1; row >= 0; row--) {
            long best = least[row];
            if (row < count - 1) {
                best = Math.min(best, starts[row + 1] - without[row + 1]);
            }
            starts[row] = (int) (best + without[row]);
        }
        for (int row = count - 2; row >= 0; row--) {
            Part part = stops.get(row);
            long free = Math.min(part.latest(rota), part.preferred + rota.grace);
            long next = starts[row + 1] - (without[row + 1] - without[row]);
            starts[row] = (int) Math.max(starts[row], Math.min(free, next));
        }
    }

    private void makeRoom(int count) {
        if (starts.length < count) {
            starts = new int[2 * count];
            least = new long[2 * count];
            without = new long[2 * count];
        }
        if (at.length < 4 * count + 4) {
            at = new long[8 * count + 8];
            weight = new long[8 * count + 8];
        }
    }
}
