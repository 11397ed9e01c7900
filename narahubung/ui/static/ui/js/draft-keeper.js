// <draft-keeper name="…"><form>…</form></draft-keeper>: what is typed survives a lost page.
// The page that thanks for it holds <draft-keeper name="…" sent></draft-keeper> and so clears it;
// until then a lost signal costs no word. Passwords, files, hidden fields and fields marked
// data-private are never kept.
const words = document.documentElement.lang === "en"
  ? { kept: "Draft kept on this device.", back: "Your draft is back.", drop: "Discard draft" }
  : { kept: "Draf tersimpan di perangkat ini.", back: "Draf Anda sudah kembali.", drop: "Buang draf" };
const UNKEPT = "[type=password], [type=file], [type=hidden], [data-private], [data-private] *";
const isTold = (f) => f.type === "radio" ? f.checked !== f.defaultChecked : f.value !== (f.defaultValue ?? f.value);

customElements.define("draft-keeper", class extends HTMLElement {
  connectedCallback() {
    this.key = `draft:${this.getAttribute("name") || location.pathname}`;
    if (this.hasAttribute("sent")) localStorage.removeItem(this.key);
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.sayer = document.createElement("p");
    this.sayer.className = "draft-state";
    this.sayer.setAttribute("role", "status");
    this.form.prepend(this.sayer);
    this.restore();
    this.form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), 400);
    });
    this.form.addEventListener("submit", () => { clearTimeout(this.timer); this.keep(); });
  }

  get fields() {
    return [...this.form.elements].filter((f) => f.name && !f.matches(UNKEPT));
  }

  keep() {
    const draft = this.fields
      .filter((f) => (f.type === "radio" || f.type === "checkbox" ? f.checked : f.value))
      .map((f) => [f.name, f.value]);
    localStorage.setItem(this.key, JSON.stringify(draft));
    this.say(words.kept);
  }

  restore() {
    const draft = JSON.parse(localStorage.getItem(this.key) || "[]");
    // What the server sent back with its errors is newer than any draft.
    if (!draft.length || this.querySelector(".problems")) return;
    for (const field of this.fields) {
      const values = draft.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
      if (isTold(field)) field.closest("details")?.setAttribute("open", "");
    }
    this.say(words.back);
  }

  say(text) {
    const drop = Object.assign(document.createElement("button"), { type: "button", textContent: words.drop, className: "plain-button" });
    drop.addEventListener("click", () => { localStorage.removeItem(this.key); this.form.reset(); this.sayer.replaceChildren(); });
    this.sayer.replaceChildren(text, drop);
  }
});
