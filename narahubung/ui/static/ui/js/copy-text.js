// <copy-text text="…"></copy-text>: a button that copies, where the browser can.
const words = document.documentElement.lang === "en"
  ? { copy: "Copy", done: "Copied" }
  : { copy: "Salin", done: "Tersalin" };

customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.dataset.kind = "quiet";
    button.textContent = words.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.getAttribute("text"));
      button.textContent = words.done;
      setTimeout(() => { button.textContent = words.copy; }, 3000);
    });
    this.append(button);
  }
});
