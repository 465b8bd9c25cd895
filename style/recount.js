// The page on which anybody counts a record again: on this device, also when the network is gone.
import init, { tell } from "./recount_judge.js";

const form = document.querySelector("#recount");
const said = document.querySelector("#recounted");

await init({ module_or_path: new URL("recount_judge.wasm", import.meta.url) });
for (const id of ["#here", "#here-lead"]) document.querySelector(id).hidden = false;
form.dataset.ready = "true";

form.addEventListener("submit", async (event) => {
  // Whoever presses the other button asks the server.
  if (event.submitter?.id === "there") return;
  event.preventDefault();
  const [file] = form.elements.file.files;
  const text = file ? await file.text() : form.elements.text.value;
  if (!text.trim()) {
    said.replaceChildren(line("wrong", form.dataset.empty));
    return;
  }
  const lines = tell(text, document.documentElement.lang).split("\n");
  said.replaceChildren(...lines.map((one) => line(...one.split("\t"))));
  said.scrollIntoView({ block: "nearest" });
});

function line(mark, words) {
  const item = document.createElement("li");
  item.className = mark;
  item.textContent = words;
  return item;
}
