/** A plan taken as a draft, in one press. */

import { useCallback, useState } from "react";
import { adopt } from "../data/service/compare";
import { count } from "../rota/words";
import { useSay } from "../ui/announce";
import { inWords } from "../ui/use_answer";
import type { Choice } from "./choices";

export interface Adopting {
  /** The rota that is being taken. */
  busy: string | null;
  take: (choice: Choice) => void;
}

export function useAdopting(onDraft: (rotaId: string) => void): Adopting {
  const say = useSay();
  const [busy, setBusy] = useState<string | null>(null);
  const take = useCallback(
    (choice: Choice) => {
      setBusy(choice.rota.id);
      adopt(choice.rota.id, choice.kind === "plan" ? choice.label : "").then(
        ({ id, dropped }) => {
          const lost = dropped > 0 ? ` ${count(dropped, "visit is", "visits are")} not in the tables any more and left out.` : "";
          say(`A new draft was made of ${choice.label}.${lost}`);
          onDraft(id);
        },
        (error: unknown) => {
          setBusy(null);
          say(`${inWords(error)} Nothing was changed.`, "refused");
        },
      );
    },
    [say, onDraft],
  );
  return { busy, take };
}
