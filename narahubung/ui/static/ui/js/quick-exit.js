// <quick-exit><a href="…"></a></quick-exit>: leaves at a click, or when Escape is pressed three times.
// The page is emptied first, because the next one may take a while on a thin network. Without script
// the link does the same, except that "back" leads here.
const WITHIN = 2000;

customElements.define("quick-exit", class extends HTMLElement {
  connectedCallback() {
    this.address = this.querySelector("a").href;
    this.presses = [];
    this.addEventListener("click", (event) => { event.preventDefault(); this.leave(); });
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.repeat) return;
    this.presses = event.key === "Escape" ? [...this.presses.slice(-2), event.timeStamp] : [];
    if (this.presses.length === 3 && event.timeStamp - this.presses[0] < WITHIN) this.leave();
  }

  leave() {
    document.title = "…";
    document.body.replaceChildren();
    // A draft may still be on its way into the store, so it is emptied again at the very end.
    const forget = () => { localStorage.clear(); sessionStorage.clear(); };
    forget();
    addEventListener("pagehide", forget);
    location.replace(this.address);
  }
});
