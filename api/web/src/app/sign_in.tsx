/** Signing in: a login and a password, and why it failed where it did. */

import { useState, type FormEvent } from "react";
import { Refusal, type Source } from "../data/source";
import type { Me } from "../data/types";

export function SignIn({ source, onSignedIn }: { source: Source; onSignedIn: (me: Me) => void }) {
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setSaid("");
    try {
      onSignedIn(await source.signIn(String(given.get("login")), String(given.get("password"))));
    } catch (error) {
      setSaid(error instanceof Refusal ? error.message : "Signing in failed. Try again.");
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <form onSubmit={(event) => void send(event)}>
        <p className="brand"><img src="/favicon.svg" alt="" width="28" height="28" /> carerota</p>
        <h1>Sign in</h1>
        <label className="field"><span>Login</span><input name="login" autoComplete="username" required autoFocus /></label>
        <label className="field"><span>Password</span><input name="password" type="password" autoComplete="current-password" required /></label>
        <p role="alert" className="refusal">{said}</p>
        <button type="submit" className="primary" disabled={busy}>{busy ? "Signing in…" : "Sign in"}</button>
      </form>
    </main>
  );
}
