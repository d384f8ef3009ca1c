import { describe, expect, it } from "vitest";
import { naming } from "./named";

const say = naming(
  [{ id: "K12", name: "Ada Pym" }, { id: "7", name: "Bea Ash" }],
  [{ id: "C049", name: "Tom Fell" }],
  [{ id: "C049-breakfast-2026-11-30", clientId: "C049", call: "breakfast", date: "2026-11-30" }],
);

describe("sentences of the service", () => {
  it("speak of people by name", () => {
    expect(say("The Mon breakfast visit of client C049 is made by carer K12 at 06:31 (agreed 06:45).")).toBe("The Mon breakfast visit of Tom Fell is made by Ada Pym at 06:31 (agreed 06:45).");
    expect(say("Why K12: nobody else could come in place of K12.")).toBe("Why Ada Pym: nobody else could come in place of Ada Pym.");
  });

  it("speak of visits by call, client and day", () => {
    expect(say("Visit C049-breakfast-2026-11-30 would start late.")).toBe("breakfast of Tom Fell on Mon 30 Nov would start late.");
  });

  it("keep numbers that are no ids, and ids nobody has", () => {
    expect(say("Of 7 others, carer 7 is next; K99 is not here.")).toBe("Of 7 others, Bea Ash is next; K99 is not here.");
  });
});
