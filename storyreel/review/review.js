// Keys over the page that works without them: j, k and p.
"use strict";

const shots = [...document.querySelectorAll("article")];
let place = Math.max(0, shots.findIndex((shot) => `#${shot.id}` === decodeURIComponent(location.hash)));

function go(step) {
  place = Math.min(Math.max(place + step, 0), shots.length - 1);
  shots[place]?.scrollIntoView({ block: "start" });
  shots[place]?.focus({ preventScroll: true });
}

function play() {
  const films = [...(shots[place]?.querySelectorAll("video") ?? [])];
  const rest = films.every((film) => film.paused);
  for (const film of films) {
    if (!rest) film.pause();
    else {
      film.currentTime = 0;
      film.play().catch(() => {});
    }
  }
}

document.addEventListener("focusin", (event) => {
  const at = shots.indexOf(event.target.closest("article"));
  if (at >= 0) place = at;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "p") play();
  else return;
  event.preventDefault();
});
