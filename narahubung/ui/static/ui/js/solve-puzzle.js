// <solve-puzzle>: finds the number of an ALTCHA puzzle while the form is being filled in. The sums are
// done by the browser itself, beside the page, so nothing stands still and no worker is needed.
const AT_ONCE = 200;

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

customElements.define("solve-puzzle", class extends HTMLElement {
  async connectedCallback() {
    if (!crypto.subtle) return;
    const puzzle = JSON.parse(this.getAttribute("puzzle"));
    const started = performance.now();
    const number = await this.number(puzzle);
    if (number === undefined) return;
    const { algorithm, challenge, salt, signature } = puzzle;
    const took = Math.round(performance.now() - started);
    this.querySelector("input").value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature, took }));
    this.dataset.solved = "";
  }

  async number({ salt, challenge, maxnumber }) {
    const encoder = new TextEncoder();
    const sum = async (n) => hex(await crypto.subtle.digest("SHA-256", encoder.encode(salt + n)));
    for (let from = 0; from <= maxnumber; from += AT_ONCE) {
      const sums = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => sum(from + n)));
      const found = sums.indexOf(challenge);
      if (found >= 0) return from + found;
    }
  }
});
