"use strict";
// While the run goes on: the line of the last step every second, and the next page when there is
// one, unless somebody is moving through the flow.
(() => {
  const line = document.getElementById("live");
  const shown = Number(line.dataset.page);
  const slider = document.getElementById("time");

  const busy = () => Number(slider.value) < Number(slider.max);

  async function ask() {
    try {
      const state = await (await fetch("live")).json();
      line.textContent = state.line;
      if (state.page !== shown && !busy()) return location.reload();
      setTimeout(ask, 1000);
    } catch {
      line.textContent = "The process of this run has ended; its folder has the report.";
    }
  }
  setTimeout(ask, 1000);
})();
