// <list-keys><ol class="row-list">…</ol></list-keys>: j and k move, o opens, / searches, ? tells.
const words = document.documentElement.lang === "en"
  ? "j next · k previous · o open · / search · ? these keys"
  : "j berikutnya · k sebelumnya · o buka · / cari · ? daftar tombol ini";

customElements.define("list-keys", class extends HTMLElement {
  connectedCallback() {
    this.keys = (event) => this.press(event);
    document.addEventListener("keydown", this.keys);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.keys);
  }

  press(event) {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = { j: () => this.step(1), k: () => this.step(-1), o: () => this.link?.click(), "/": () => this.search(), "?": () => this.tell() }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  get rows() { return [...this.querySelectorAll(".row-list > li")]; }
  get picked() { return this.querySelector("[data-picked]"); }
  get link() { return this.picked?.querySelector(".row-title a"); }

  step(by) {
    const rows = this.rows;
    const from = rows.indexOf(this.picked);
    const next = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
    this.picked?.removeAttribute("data-picked");
    next?.setAttribute("data-picked", "");
    this.link?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  search() { document.querySelector("input[type=search], .search .input")?.focus(); }

  tell() {
    const told = this.querySelector(".keys-told");
    if (told) return told.remove();
    const line = Object.assign(document.createElement("p"), { className: "keys-told quiet small", textContent: words });
    line.setAttribute("role", "status");
    this.prepend(line);
  }
});
