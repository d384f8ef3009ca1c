/** One carer's part of a visit; times in seconds of the day, prices in half seconds. */
public final class Part {
    int row;
    int client;
    int place;
    int lasts;
    int opens;
    int closes;
    int preferred;
    long leftOut;
    /** The other part of a double-up, or null. */
    Part other;
    /** Row of the double-up that holds the start, or -1; a row, as the solver copies entities. */
    int pair = -1;
    /** By row of spell: has the carer the skills and the time. */
    boolean[] allowed;
    /** The last move that found this part in a round, and that left it in one. */
    long was;
    long willBe;

    int earliest(Rota rota) {
        return pair < 0 ? opens : rota.doubleUps.get(pair).start;
    }

    int latest(Rota rota) {
        return pair < 0 ? closes : rota.doubleUps.get(pair).start;
    }
}
