import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Reads days from the standard input, one a line, and answers each with its rounds, one a line. */
public final class Main {
    private Main() { }

    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Words words = new Words(line);
            long milliseconds = words.number();
            long seed = words.number();
            long temperature = words.number();
            Rota asked = words.rota();
            SolverConfig settings = Search.settings(milliseconds, seed, temperature);
            Rota found = SolverFactory.<Rota>create(settings).buildSolver().solve(asked);
            System.out.println(Words.answer(found));
        }
    }
}
