import { describe, expect, it } from "vitest";
import { named, naming } from "./named";

const PEOPLE = {
  carers: [{ id: "K1", name: "Ann Alder" }, { id: "K10", name: "Ben Beech" }, { id: "7", name: "Cat Cedar" }],
  clients: [{ id: "C1", name: "Ada Quill" }, { id: "P.2", name: "Bob Wren" }],
};

describe("names in sentences", () => {
  it("stand in place of whole ids only", () => {
    expect(named("Carer K10 rests 10 h before K1; K100 and XK1 stay.", PEOPLE)).toBe("Ben Beech rests 10 h before Ann Alder; K100 and XK1 stay.");
    expect(named("P.2 and Pa2", PEOPLE)).toBe("Bob Wren and Pa2");
    expect(named("K1's way from at-C1 takes 1841 s.", PEOPLE)).toBe("Ann Alder's way from Ada Quill’s home takes 31 min.");
  });

  it("say of a visit whose it is, which call and when", () => {
    expect(named("Visit C1-breakfast-2026-12-01 needs two carers and is given to K1, K10.", PEOPLE)).toBe(
      "Ada Quill’s breakfast visit on Tue 1 Dec needs two carers and is given to Ann Alder, Ben Beech.",
    );
    expect(named("for visit P.2-tea-2026-12-02 after", PEOPLE)).toBe("for Bob Wren’s tea visit on Wed 2 Dec after");
  });

  it("are put there for a rota's people", () => {
    const say = naming(PEOPLE.carers, PEOPLE.clients);
    expect(say("The Mon breakfast visit of client C1 is made by carer K1 at 06:31.")).toBe("The Mon breakfast visit of Ada Quill is made by Ann Alder at 06:31.");
  });

  it("leave numbers alone that are no ids", () => {
    expect(named("Carer 7 works 7 days.", PEOPLE)).toBe("Cat Cedar works 7 days.");
    expect(named("Nothing known", { carers: [], clients: [] })).toBe("Nothing known");
  });
});
