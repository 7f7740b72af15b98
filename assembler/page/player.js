"use strict";
(function () {
  const reel = JSON.parse(document.getElementById("reel").textContent);
  const film = document.getElementById("film");
  const rate = reel.rate[0] / reel.rate[1];
  const buttons = Array.from(document.querySelectorAll(".shot"));
  const byId = (id) => document.getElementById(id);
  let current = null;
  let shuttle = 0;

  // Half a frame in, so that a rounded time never falls on the frame before.
  function seek(frame) {
    const wanted = Math.max(0, Math.min(reel.frames - 1, frame));
    film.currentTime = (wanted + 0.5) / rate;
    show(wanted);
  }
  const frameAt = (seconds) => Math.max(0, Math.min(reel.frames - 1, Math.floor(seconds * rate + 0.01)));
  const now = () => frameAt(film.currentTime);

  function timecode(frame) {
    const base = Math.round(rate);
    const seconds = Math.floor(frame / base);
    const two = (n) => String(n).padStart(2, "0");
    return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % base].map(two).join(":");
  }

  function shotAt(frame) {
    let low = 0, high = reel.shots.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1, shot = reel.shots[middle];
      if (frame < shot.start) high = middle - 1;
      else if (frame >= shot.start + shot.frames) low = middle + 1;
      else return middle;
    }
    return -1;
  }

  function show(frame) {
    byId("timecode").textContent = timecode(frame);
    const index = shotAt(frame);
    byId("place").textContent = index < 0 ? "" : reel.shots[index].id + " · frame " + (frame - reel.shots[index].start + 1) + " of " + reel.shots[index].frames;
    const named = index < 0 ? (frame < reel.frames / 2 ? "title" : "end") : index;
    if (named === current) return;
    if (buttons[current]) buttons[current].removeAttribute("aria-current");
    current = named;
    if (index >= 0) buttons[index].setAttribute("aria-current", "true");
    describe(index < 0 ? null : reel.shots[index], frame);
  }

  function describe(shot, frame) {
    byId("shot-id").textContent = shot ? shot.id : frame < reel.frames / 2 ? reel.titleCard : reel.endCard;
    byId("shot-data").textContent = shot ? shot.data : "";
    byId("shot-failed").textContent = shot && shot.failed ? "Not rendered: " + shot.failed : "";
    byId("shot-failed").hidden = !(shot && shot.failed);
    byId("shot-description").textContent = shot ? shot.description : "";
    const list = byId("shot-dialogue");
    list.replaceChildren();
    for (const line of shot ? shot.dialogue : []) {
      for (const [tag, text] of [["dt", line.who], ["dd", line.text]]) {
        const element = document.createElement(tag);
        element.textContent = text;
        element.dir = "auto";
        list.append(element);
      }
    }
    list.hidden = !list.childElementCount;
  }

  function stop() {
    clearInterval(shuttle);
    shuttle = 0;
    film.pause();
    film.playbackRate = 1;
  }

  function play() {
    clearInterval(shuttle);
    shuttle = 0;
    const started = film.play();
    if (started) started.catch(() => {});
  }

  function backwards() {
    if (shuttle) return;
    stop();
    shuttle = setInterval(() => { if (now() === 0) stop(); else seek(now() - Math.max(1, Math.round(rate / 12))); }, 1000 / 12);
  }

  function forwards() {
    const faster = !film.paused && !shuttle;
    film.playbackRate = faster ? Math.min(8, film.playbackRate * 2) : 1;
    play();
  }

  const step = (frames) => { stop(); seek(now() + frames); };
  function jump(by) {
    const frame = now();
    const starts = reel.shots.map((shot) => shot.start);
    const wanted = by > 0 ? starts.find((start) => start > frame) : starts.filter((start) => start < frame - rate / 3).pop();
    if (wanted !== undefined) seek(wanted);
  }

  const doings = {
    toggle: () => { if (film.paused && !shuttle) play(); else stop(); },
    back: () => step(-1), forward: () => step(1),
    previous: () => jump(-1), next: () => jump(1),
    backwards: backwards, stop: stop, forwards: forwards,
  };
  const keys = {
    " ": "toggle", ArrowLeft: "back", ArrowRight: "forward",
    j: "backwards", k: "stop", l: "forwards",
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onControl = event.target.closest("button, summary, a, input, textarea, select");
    if (event.key === " " && onControl) return;
    const plain = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    const name = event.shiftKey ? { back: "previous", forward: "next" }[plain] : plain;
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    doings[name]();
  }, true);

  for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => doings[button.dataset.do]());
  buttons.forEach((button, index) => button.addEventListener("click", () => {
    seek(reel.shots[index].start);
  }));

  if (film.requestVideoFrameCallback) {
    const seen = (_, metadata) => { show(frameAt(metadata.mediaTime + 0.25 / rate)); film.requestVideoFrameCallback(seen); };
    film.requestVideoFrameCallback(seen);
  }
  for (const name of ["timeupdate", "seeked", "loadedmetadata"]) film.addEventListener(name, () => show(now()));

  // A page opened from disk may not read a caption file beside it: then the captions come from the page.
  const track = byId("captions");
  let replaced = false;
  function ownCaptions() {
    if (replaced) return;
    replaced = true;
    const own = film.addTextTrack("captions", "Captions", reel.language);
    for (const cue of reel.captions) {
      const made = new VTTCue(cue.start, cue.end, "");
      made.text = cue.text;
      own.addCue(made);
    }
    track.remove();
    own.mode = "showing";
  }
  track.addEventListener("error", ownCaptions);
  if (track.readyState === 3) ownCaptions();

  show(0);
})();
