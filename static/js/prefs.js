// The switches kept in cookies on this device. Without script the same buttons post to the server, which sets them.
(function () {
  var root = document.documentElement;
  var year = 31536000;
  function keep(key, value) {
    document.cookie = key + "=" + value + ";path=/;samesite=lax;max-age=" + (value ? year : 0);
  }
  function apply(key, value) {
    if (value) { root.setAttribute("data-" + key, value); } else { root.removeAttribute("data-" + key); }
  }
  var systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");
  function current(key) {
    return root.getAttribute("data-" + key) || (key === "theme" && systemIsDark.matches ? "dark" : "");
  }
  // Off is said aloud for the theme only: it must win over a system set to dark.
  function off(key) { return key === "theme" ? "light" : ""; }
  document.addEventListener("DOMContentLoaded", function () {
    var buttons = document.querySelectorAll("button[data-pref]");
    function show() {
      buttons.forEach(function (button) {
        var pair = button.dataset.pref.split(":");
        button.setAttribute("aria-pressed", String(current(pair[0]) === pair[1]));
      });
    }
    buttons.forEach(function (button) {
      button.addEventListener("click", function (event) {
        var pair = button.dataset.pref.split(":");
        var value = current(pair[0]) === pair[1] ? off(pair[0]) : pair[1];
        event.preventDefault();
        apply(pair[0], value);
        keep(pair[0], value);
        show();
      });
    });
    show();
  });
})();
