// The page works without this file; with it, the lines are asked for again every twenty seconds.
(function () {
  "use strict";
  var EVERY = 20000;
  var box = document.getElementById("duty-lines");
  if (!box || !window.fetch) return;

  function ask() {
    if (document.hidden || box.contains(document.activeElement)) return;
    fetch(box.getAttribute("data-lines"), { credentials: "same-origin", redirect: "error" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(answer.status)); })
      .then(function (text) { box.innerHTML = text; box.classList.remove("duty-stale"); })
      .catch(function () { box.classList.add("duty-stale"); });
  }

  window.setInterval(ask, EVERY);
}());
