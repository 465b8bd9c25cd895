import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary } from "./yishi";

/** Makes the demonstration's database, once for the whole run: each server gets a copy. */
export default function demonstration() {
  const folder = mkdtempSync(join(tmpdir(), "yishi-template-"));
  const made = join(folder, "demo.sqlite");
  execFileSync(binary, ["demo", "--database", `sqlite:${made}`], { env: { PATH: process.env.PATH } });
  process.env.YISHI_DEMONSTRATION = made;
  return () => rmSync(folder, { recursive: true, force: true });
}
