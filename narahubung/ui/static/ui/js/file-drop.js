// <file-drop max="5242880">…<input type="file">…</file-drop>: names and sizes before sending.
const english = document.documentElement.lang === "en";
const size = (bytes) => bytes < 1048576
  ? `${Math.max(1, Math.round(bytes / 1024))} kB`
  : `${(bytes / 1048576).toLocaleString(english ? "en" : "id", { maximumFractionDigits: 1 })} MB`;
const tooLarge = (limit) => english
  ? `too large, at most ${size(limit)}. Choose a smaller one.`
  : `terlalu besar, paling besar ${size(limit)}. Pilih yang lebih kecil.`;

customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    if (!this.input) return;
    this.limit = Number(this.getAttribute("max")) || Infinity;
    this.list = document.createElement("ul");
    this.list.className = "file-names";
    this.list.setAttribute("aria-live", "polite");
    this.append(this.list);
    this.input.addEventListener("change", () => this.show());
    this.addEventListener("dragover", (event) => { event.preventDefault(); this.toggleAttribute("data-over", true); });
    this.addEventListener("dragleave", () => this.removeAttribute("data-over"));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.removeAttribute("data-over");
      this.input.files = event.dataTransfer.files;
      this.show();
    });
  }

  show() {
    const files = [...this.input.files];
    const large = files.filter((file) => file.size > this.limit);
    this.list.replaceChildren(...files.map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} · ${size(file.size)}`;
      if (large.includes(file)) {
        line.dataset.large = "";
        line.textContent += `: ${tooLarge(this.limit)}`;
      }
      return line;
    }));
    this.input.setCustomValidity(large.length ? `${large[0].name}: ${tooLarge(this.limit)}` : "");
  }
});
