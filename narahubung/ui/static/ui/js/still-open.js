// <still-open src="…">: asks now and then whether the page may still be read; if not, it is loaded anew,
// and the server says what is left to see. The question does not count as a sign of life.
const EVERY = 5000;

customElements.define("still-open", class extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.ask(), EVERY);
    this.seen = () => this.ask();
    document.addEventListener("visibilitychange", this.seen);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.seen);
  }

  async ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch(this.getAttribute("src"), { headers: { "X-Pulse": "1" }, redirect: "manual" });
      if (answer.status === 204 || answer.status >= 500) return;
      document.querySelector("main").replaceChildren();
      location.replace(location.pathname);
    } catch { /* No network: the page stays, and the next question may come through. */ }
  }
});
