"use strict";
(() => {
  const data = JSON.parse(document.getElementById("frames").textContent);
  const frames = data.frames;
  if (frames.length < 2) return;

  const byId = (id) => document.getElementById(id);
  const slider = byId("time");
  const play = byId("play");
  const speed = byId("speed");
  const FRAMES_A_SECOND = 20;
  const REACH = 1000;

  // The groups that the picture was drawn with; ours replace what they hold.
  const [, area, outline] = byId("plane-region").children;
  const arms = emptied("plane-neurons");
  const kinks = emptied("plane-kinks");

  function emptied(id) {
    const group = byId(id);
    group.replaceChildren();
    return group;
  }

  /** Gives a group as many lines as asked for and returns them. */
  function lines(group, count, className) {
    while (group.children.length < count) {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
      if (className) line.setAttribute("class", className);
      group.append(line);
    }
    while (group.children.length > count) group.lastChild.remove();
    return group.children;
  }

  function place(line, x1, y1, x2, y2) {
    line.setAttribute("x1", x1.toFixed(2));
    line.setAttribute("y1", y1.toFixed(2));
    line.setAttribute("x2", x2.toFixed(2));
    line.setAttribute("y2", y2.toFixed(2));
  }

  function drawArms(neurons) {
    const drawn = lines(arms, neurons.length);
    neurons.forEach(([angle, length], k) => {
      const size = Math.abs(length);
      drawn[k].setAttribute("class", length < 0 ? "s-second" : "s-first");
      drawn[k].setAttribute("stroke-width", "2");
      place(drawn[k], data.origin[0], data.origin[1],
        data.origin[0] + size * Math.cos(angle), data.origin[1] - size * Math.sin(angle));
    });
  }

  function drawKinks(neurons) {
    const largest = Math.max(0, ...neurons.map((n) => Math.abs(n[1])));
    const shown = neurons.slice(0, data.kinks).filter((n) => Math.abs(n[1]) > data.inert * largest);
    const drawn = lines(kinks, shown.length, "s-faint");
    shown.forEach(([angle, , offset = 0], k) => {
      const x = data.origin[0] + offset * Math.cos(angle);
      const y = data.origin[1] - offset * Math.sin(angle);
      const dx = REACH * Math.sin(angle);
      const dy = REACH * Math.cos(angle);
      drawn[k].setAttribute("stroke-width", "0.6");
      drawn[k].setAttribute("stroke-dasharray", "5 3");
      place(drawn[k], x - dx, y - dy, x + dx, y + dy);
    });
  }

  function show(index) {
    const frame = frames[index];
    area.setAttribute("d", frame.region);
    outline.setAttribute("d", frame.region);
    drawArms(frame.neurons);
    drawKinks(frame.neurons);
    for (const name of ["time", "loss", "margin", "step"]) byId("at-" + name).textContent = frame[name];
    slider.value = index;
    slider.setAttribute("aria-valuetext", `log10 t ${frame.time}, log10 loss ${frame.loss}`);
  }

  let timer = null;

  function next() {
    show(Number(slider.value) + 1);
    if (Number(slider.value) >= frames.length - 1) stop();
  }

  function start() {
    timer = setInterval(next, 1000 / (FRAMES_A_SECOND * Number(speed.value)));
    play.textContent = "❚❚";
    play.setAttribute("aria-label", "Pause");
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶";
    play.setAttribute("aria-label", "Play");
  }

  play.addEventListener("click", () => {
    if (timer !== null) return stop();
    if (Number(slider.value) >= frames.length - 1) show(0);
    start();
  });
  speed.addEventListener("change", () => {
    if (timer === null) return;
    stop();
    start();
  });
  slider.addEventListener("input", () => {
    stop();
    show(Number(slider.value));
  });
  show(frames.length - 1);
})();
