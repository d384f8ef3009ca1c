import java.util.StringTokenizer;

/** One day as whole numbers in a line, in the order the Python side writes them. */
final class Words {
    private final StringTokenizer words;

    Words(String line) {
        words = new StringTokenizer(line);
    }

    long number() {
        return Long.parseLong(words.nextToken());
    }

    private int small() {
        return Integer.parseInt(words.nextToken());
    }

    Rota rota() {
        Rota rota = new Rota();
        rota.grace = small();
        rota.travel = number();
        rota.deviation = number();
        rota.above = number();
        rota.face = number();
        int places = small();
        rota.legs = new int[places][places];
        for (int[] row : rota.legs) {
            for (int to = 0; to < places; to++) {
                row[to] = small();
            }
        }
        carers(rota);
        int spells = small();
        for (int row = 0; row < spells; row++) {
            rota.spells.add(spell(row));
        }
        int parts = small();
        for (int row = 0; row < parts; row++) {
            rota.parts.add(part(row, spells));
        }
        doubleUps(rota);
        for (Spell spell : rota.spells) {
            for (int left = small(); left > 0; left--) {
                spell.stops.add(rota.parts.get(small()));
            }
        }
        return rota;
    }

    private void carers(Rota rota) {
        int carers = small();
        rota.contract = new long[carers];
        rota.most = new long[carers];
        for (int carer = 0; carer < carers; carer++) {
            rota.contract[carer] = number();
            rota.most[carer] = number();
        }
        int clients = small();
        rota.elsewhere = new boolean[clients][carers];
        for (boolean[] team : rota.elsewhere) {
            for (int left = small(); left > 0; left--) {
                team[small()] = true;
            }
        }
    }

    private Spell spell(int row) {
        Spell spell = new Spell();
        spell.row = row;
        spell.carer = small();
        spell.home = small();
        spell.begins = small();
        spell.ends = small();
        return spell;
    }

    private Part part(int row, int spells) {
        Part part = new Part();
        part.row = row;
        part.client = small();
        part.place = small();
        part.lasts = small();
        part.opens = small();
        part.closes = small();
        part.preferred = small();
        part.leftOut = number();
        part.allowed = new boolean[spells];
        for (int left = small(); left > 0; left--) {
            part.allowed[small()] = true;
        }
        return part;
    }

    /** Pairs of parts, each with the start it has so far. */
    private void doubleUps(Rota rota) {
        for (int left = small(); left > 0; left--) {
            DoubleUp pair = new DoubleUp();
            Part one = rota.parts.get(small());
            Part other = rota.parts.get(small());
            one.other = other;
            other.other = one;
            one.pair = rota.doubleUps.size();
            other.pair = rota.doubleUps.size();
            pair.parts.add(one);
            pair.parts.add(other);
            pair.start = small();
            rota.doubleUps.add(pair);
        }
    }

    /** Breaches, price in half seconds, and each spell's number of parts and their rows. */
    static String answer(Rota rota) {
        StringBuilder line = new StringBuilder();
        line.append(-rota.score.hardScore()).append(' ').append(-rota.score.softScore()).append(' ');
        for (Spell spell : rota.spells) {
            line.append(spell.stops.size()).append(' ');
            for (Part part : spell.stops) {
                line.append(part.row).append(' ');
            }
        }
        return line.toString();
    }
}
